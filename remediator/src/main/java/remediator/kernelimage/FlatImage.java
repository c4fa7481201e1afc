package remediator.kernelimage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import remediator.kernelimage.AddressMap.Segment;

/**
 * A kernel that is no ELF file but the bytes as they are loaded: of which machine, and at which
 * address they are linked to begin.
 *
 * <p>Neither stands in the image (arm64 and riscv have a magic number), so the image is asked: some
 * address must make pointers of most of the well-known names. The candidates are given best first;
 * the table of boot parameters decides.
 */
final class FlatImage {
  /** Right addresses have 18 to 33 names, wrong ones up to 20. */
  private static final int VOTES_MIN = 8;

  private static final int CANDIDATES_MAX = 4;
  private static final int PART_BYTES = 1 << 20;
  private static final int MAGIC_AT = 0x38;

  /** Every 32-bit kernel begins above this, PAGE_OFFSET being 0x40000000 at least. */
  private static final long LOWEST_32 = 0x10000000L;

  /** Bit 0 of the flags at 24 of an arm64 image: big-endian (Documentation/arm64/booting). */
  private static final int ARM64_FLAGS_AT = 24;

  private final Bytes bytes;
  private final BooleanSupplier timeIsUp;
  private final AnchorStrings anchors;

  private FlatImage(Bytes bytes, BooleanSupplier timeIsUp, AnchorStrings anchors) {
    this.bytes = bytes;
    this.timeIsUp = timeIsUp;
    this.anchors = anchors;
  }

  /** The addresses at which the image's first byte may stand. */
  record Range(long lowest, long highest) {
    static Range of(Machine machine, int length) {
      if (machine.wordBytes() == Integer.BYTES) {
        return new Range(LOWEST_32, 0xffffffffL - length);
      }
      return machine == Machine.S390X
          ? new Range(0, 1L << 53)
          : new Range(0xff00_0000_0000_0000L, -1L - length);
    }

    boolean allows(long base) {
      return Long.compareUnsigned(base, lowest) >= 0 && Long.compareUnsigned(base, highest) <= 0;
    }
  }

  /** A guess where an image begins, and how many names speak for it. */
  record Candidate(AddressMap map, Relocations relocations, int votes) {}

  /** The best guesses, best first; none when the image does not hold a kernel that we know. */
  static List<Candidate> candidates(PlainImage image, BooleanSupplier timeIsUp)
      throws UnreadableImageException {
    Bytes bytes = image.bytes();
    FlatImage flat = new FlatImage(bytes, timeIsUp, AnchorStrings.in(bytes, timeIsUp));
    List<Candidate> all = new ArrayList<>();
    for (Machine machine : machines(image)) {
      flat.addCandidates(machine, all);
    }
    all.sort((one, other) -> Integer.compare(other.votes(), one.votes()));
    all.removeIf(candidate -> candidate.votes() * 2 < all.get(0).votes());
    return all.subList(0, Math.min(all.size(), CANDIDATES_MAX));
  }

  private static Machine[] machines(PlainImage image) {
    Bytes bytes = image.bytes();
    if (bytes.startsWith("ARMd", MAGIC_AT)) {
      boolean big = (bytes.u8(ARM64_FLAGS_AT) & 1) != 0;
      return new Machine[] {big ? Machine.AARCH64_BE : Machine.AARCH64};
    }
    if (bytes.startsWith("RSC\u0005", MAGIC_AT)) {
      return new Machine[] {Machine.RISCV64};
    }
    if (image.wrappings().contains("bzImage")) {
      return new Machine[] {Machine.X86_64, Machine.I686};
    }
    return new Machine[] {Machine.S390X, Machine.ARM, Machine.X86_64};
  }

  private void addCandidates(Machine machine, List<Candidate> all) throws UnreadableImageException {
    if (bytes.length() < machine.wordBytes()) {
      return;
    }
    Range range = Range.of(machine, bytes.length());
    Relocations relocations = Relocations.find(map(machine, 0), timeIsUp);
    BaseVotes votes = new BaseVotes();
    if (relocations.rows() > 0) {
      for (int row = 0; row < relocations.rows(); row++) {
        anchors.vote(relocations.addend(row), range, votes);
      }
    } else {
      voteWords(machine, range, votes);
    }
    for (long base : votes.best(CANDIDATES_MAX, VOTES_MIN)) {
      AddressMap map = map(machine, base);
      if (relocations.fit(map)) {
        all.add(new Candidate(map, relocations, votes.votes(base)));
      }
    }
  }

  private AddressMap map(Machine machine, long base) {
    return new AddressMap(
        bytes.array(),
        machine,
        new Segment(base, bytes.arrayOffset(), bytes.length(), bytes.length()));
  }

  private void voteWords(Machine machine, Range range, BaseVotes votes)
      throws UnreadableImageException {
    AddressMap map = map(machine, 0);
    int last = map.end(0) - machine.wordBytes();
    for (int from = map.start(0); from <= last; from += PART_BYTES) {
      if (timeIsUp.getAsBoolean()) {
        throw new UnreadableImageException("searching it took longer than allowed");
      }
      int to = (int) Math.min(last, from + (long) PART_BYTES - machine.wordBytes());
      votePart(map, from, to, range, votes);
    }
  }

  private void votePart(AddressMap map, int from, int last, Range range, BaseVotes votes) {
    byte[] a = map.array();
    int step = map.machine().wordBytes();
    int low = map.machine().isBigEndian() ? step - 1 : 0;
    int second = map.machine().isBigEndian() ? step - 2 : 1;
    for (int i = from; i <= last; i += step) {
      if (anchors.any(((a[i + second] & 0xf) << 8) | (a[i + low] & 0xff))) {
        anchors.vote(map.word(i), range, votes);
      }
    }
  }
}

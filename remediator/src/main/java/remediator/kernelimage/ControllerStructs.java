package remediator.kernelimage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Looks for the controllers of kernels before 3.15, which have no list of their names: {@code
 * struct cgroup_subsys *subsys[]} (kernel/cgroup.c), at least three pointers in a row to structures
 * that all hold, at one and the same offset, a pointer to a name. A controller that is a module
 * leaves a NULL in the array.
 */
final class ControllerStructs {
  private static final int NAMES_MIN = 3;
  private static final int NAME_MAX = 11;

  /** {@code struct cgroup_subsys} has 250 bytes in 2.6.32, and 350 in 3.10; its name is at 176. */
  private static final int OFFSET_MAX = 1024;

  /** CGROUP_SUBSYS_COUNT was 15 at most; it is bounded by the bits of a long. */
  private static final int SUBSYSTEMS_MAX = 64;

  private static final int POINTERS_MAX = 4096;
  private static final int PART_BYTES = 1 << 20;

  /** How many pointers near a name are looked at; a real kernel has some thousand. */
  private static final int LOOKS_MAX = 1 << 17;

  private final AddressMap map;
  private final BooleanSupplier timeIsUp;
  private final int wordBytes;
  private final long[] pointers = new long[POINTERS_MAX];
  private int count;
  private int looks;
  private List<String> best = List.of();
  private boolean rival;
  private boolean tooMany;

  private ControllerStructs(AddressMap map, BooleanSupplier timeIsUp) {
    this.map = map;
    this.timeIsUp = timeIsUp;
    this.wordBytes = map.machine().wordBytes();
  }

  /** The controllers in the order of the array; empty when there is none, or two could be it. */
  static Optional<List<String>> find(AddressMap map, BooleanSupplier timeIsUp)
      throws UnreadableImageException {
    ControllerStructs structs = new ControllerStructs(map, timeIsUp);
    structs.words(structs::collect);
    Arrays.sort(structs.pointers, 0, structs.count);
    structs.words(structs::array);
    boolean doubtful = structs.rival || structs.tooMany || structs.looks > LOOKS_MAX;
    return structs.best.isEmpty() || doubtful ? Optional.empty() : Optional.of(structs.best);
  }

  /** Looks at an aligned word and what follows it, up to the end of the segment. */
  private interface Look {
    void at(int position, int end);
  }

  private void words(Look look) throws UnreadableImageException {
    for (int segment = 0; segment < map.segments(); segment++) {
      int end = map.end(segment);
      int clock = map.start(segment);
      for (int at = clock; at <= end - wordBytes; at += wordBytes) {
        if (at >= clock) {
          clock = at + PART_BYTES;
          if (timeIsUp.getAsBoolean()) {
            throw new UnreadableImageException("searching it took longer than allowed");
          }
        }
        look.at(at, end);
      }
    }
  }

  private void collect(int position, int end) {
    if (!name(map.word(position)).isEmpty()) {
      if (count < POINTERS_MAX) {
        pointers[count++] = map.address(position);
      } else {
        tooMany = true;
      }
    }
  }

  private String name(long word) {
    int text = map.position(word);
    boolean letter = text >= 0 && map.array()[text] >= 'b' && map.array()[text] <= 'u';
    String name = letter ? map.text(word, NAME_MAX) : "";
    return ControllerNames.KNOWN.contains(name) ? name : "";
  }

  private void array(int position, int end) {
    long structure = map.word(position);
    int first = Arrays.binarySearch(pointers, 0, count, structure);
    for (int i = first < 0 ? ~first : first; i < count && looks <= LOOKS_MAX; i++) {
      long offset = pointers[i] - structure;
      if (offset < 0 || offset > OFFSET_MAX) {
        return;
      }
      looks++;
      keep(names(position, end, offset));
    }
  }

  private List<String> names(int position, int end, long offset) {
    List<String> names = new ArrayList<>();
    int last = Math.min(end - wordBytes, position + (SUBSYSTEMS_MAX - 1) * wordBytes);
    for (int at = position; at <= last; at += wordBytes) {
      long structure = map.word(at);
      if (structure != 0) {
        String name = nameAt(structure + offset);
        if (name.isEmpty() || names.contains(name)) {
          return names;
        }
        names.add(name);
      }
    }
    return names;
  }

  private String nameAt(long pointer) {
    boolean known = Arrays.binarySearch(pointers, 0, count, pointer) >= 0;
    int at = known ? map.position(pointer) : -1;
    return at < 0 ? "" : name(map.word(at));
  }

  private void keep(List<String> names) {
    if (names.size() < NAMES_MIN || names.size() < best.size()) {
      return;
    }
    rival = names.size() == best.size() && (rival || !names.equals(best));
    best = names;
  }
}

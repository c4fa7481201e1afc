package remediator.kernelimage;

import java.util.Optional;
import remediator.kernelimage.Layer.Place;

/**
 * A UKI: an EFI program that carries a kernel in a section of its own, and its release in another
 * (the UAPI Group's specification of Unified Kernel Images; COFF headers as Microsoft's PE format).
 *
 * <p>Where there are several kernels, as in a UKI with profiles, the first is meant.
 */
final class UnifiedKernelImage implements Wrapping {
  private static final int PE_OFFSET = 0x3c;
  private static final int SECTION_COUNT = 6;
  private static final int OPTIONAL_HEADER_BYTES = 20;
  private static final int COFF_BYTES = 24;
  private static final int SECTION_BYTES = 40;
  private static final int VIRTUAL_SIZE = 8;
  private static final int RAW_SIZE = 16;
  private static final int RAW_OFFSET = 20;

  /** The most that a loader of Windows takes (PE format). */
  private static final int SECTIONS_MAX = 96;

  /** uname(2): a release has at most 64 characters. */
  private static final int RELEASE_BYTES_MAX = 65;

  @Override
  public boolean isAround(Layer layer) {
    return section(layer.bytes(), ".linux").isPresent();
  }

  @Override
  public Layer unwrap(Layer layer, ImageLimits limits) throws UnreadableImageException {
    Bytes bytes = layer.bytes();
    int kernel = section(bytes, ".linux").orElseThrow();
    Bytes linux =
        layer.part(bytes.u32(kernel + RAW_OFFSET), size(bytes, kernel), "the section .linux");
    Optional<String> release = section(bytes, ".uname").flatMap(at -> release(bytes, at));
    return layer.withVersion(release).without("UKI", linux, Place.FILE);
  }

  private static Optional<String> release(Bytes bytes, int section) {
    long start = bytes.u32(section + RAW_OFFSET);
    long length = Math.min(RELEASE_BYTES_MAX, size(bytes, section));
    if (!bytes.has(start, length)) {
      return Optional.empty();
    }
    String text = bytes.latin1((int) start, (int) length);
    int end = text.indexOf('\0');
    String release = (end < 0 ? text : text.substring(0, end)).strip();
    return release.isEmpty() ? Optional.empty() : Optional.of(release);
  }

  /** A section's raw data is padded to the file's alignment, and may be shorter than in memory. */
  private static long size(Bytes bytes, int section) {
    long virtual = bytes.u32(section + VIRTUAL_SIZE);
    long raw = bytes.u32(section + RAW_SIZE);
    return virtual == 0 ? raw : Math.min(virtual, raw);
  }

  /** Where the header of a section lies. */
  private static Optional<Integer> section(Bytes bytes, String name) {
    if (!bytes.startsWith("MZ", 0) || !bytes.has(PE_OFFSET, Integer.BYTES)) {
      return Optional.empty();
    }
    long pe = bytes.u32(PE_OFFSET);
    if (!bytes.has(pe, COFF_BYTES) || !bytes.startsWith("PE\0\0", (int) pe)) {
      return Optional.empty();
    }
    int coff = (int) pe;
    int count = Math.min(SECTIONS_MAX, bytes.u16(coff + SECTION_COUNT));
    long first = pe + COFF_BYTES + bytes.u16(coff + OPTIONAL_HEADER_BYTES);
    String padded = name + "\0".repeat(VIRTUAL_SIZE - name.length());
    for (int i = 0; i < count && bytes.has(first, (i + 1L) * SECTION_BYTES); i++) {
      int at = (int) first + i * SECTION_BYTES;
      if (bytes.startsWith(padded, at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }
}

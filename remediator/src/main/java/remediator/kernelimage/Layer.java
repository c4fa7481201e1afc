package remediator.kernelimage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is left of an image after some of its wrappings were taken off.
 *
 * @param bytes what is looked at next; bytes of no concern may follow, such as a signature
 * @param place what these bytes may be
 * @param wrappings what was taken off, outermost first
 * @param version as {@link PlainImage#headerVersion}
 * @param plainBytes the size that the container states for its payload once unpacked; not checked
 */
record Layer(
    Bytes bytes,
    Place place,
    List<String> wrappings,
    Optional<String> version,
    OptionalLong plainBytes) {

  /** Where bytes were found decides what they may be. */
  enum Place {
    /** A file, or the like of one: it must be something that is known. */
    FILE,
    /** What a container says is its packed kernel: it must be packed, or be an ELF file. */
    PAYLOAD,
    /** What such a payload holds: what is nothing else is the kernel's flat memory image. */
    CONTENT,
    /** The kernel; nothing is left to take off. */
    KERNEL
  }

  Layer {
    wrappings = List.copyOf(wrappings);
  }

  static Layer ofFile(byte[] file) {
    return new Layer(Bytes.of(file), Place.FILE, List.of(), Optional.empty(), OptionalLong.empty());
  }

  /** One wrapping fewer. */
  Layer without(String wrapping, Bytes inside, Place insidePlace) {
    List<String> longer = new ArrayList<>(wrappings);
    longer.add(wrapping);
    return new Layer(inside, insidePlace, longer, version, OptionalLong.empty());
  }

  /** The same bytes, known to be the kernel itself. */
  Layer asKernel() {
    return new Layer(bytes, Place.KERNEL, wrappings, version, OptionalLong.empty());
  }

  /** Adds the version line of an inner header, which knows better than an outer one. */
  Layer withVersion(Optional<String> inner) {
    return new Layer(bytes, place, wrappings, inner.or(() -> version), plainBytes);
  }

  Layer withBytes(Bytes others) {
    return new Layer(others, place, wrappings, version, plainBytes);
  }

  Layer withPlainBytes(OptionalLong stated) {
    return new Layer(bytes, place, wrappings, version, stated);
  }

  boolean isKernel() {
    return place == Place.KERNEL;
  }

  /**
   * A part that a header names.
   *
   * @throws UnreadableImageException when these bytes end before it does
   */
  Bytes part(long offset, long length, String what) throws UnreadableImageException {
    if (!bytes.has(offset, length)) {
      throw new UnreadableImageException(
          what + where() + " is cut short: its header says more than the file has");
    }
    return bytes.slice((int) offset, (int) length);
  }

  /** For messages: where these bytes lie. */
  String where() {
    return wrappings.isEmpty() ? "" : " inside " + String.join(", ", wrappings);
  }
}

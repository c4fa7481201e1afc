package remediator.kernelimage;

import java.util.Optional;
import remediator.kernelimage.Layer.Place;

/**
 * A bzImage of x86, with its set-up header (Documentation/arch/x86/boot.rst).
 *
 * <p>Since protocol 2.08 (Linux 2.6.26) the header tells where the packed kernel lies; before, it
 * is searched for.
 */
final class BzImage implements Wrapping {
  private static final String WORD = "bzImage";
  private static final int SETUP_SECTS = 0x1f1;
  private static final int BOOT_FLAG = 0x1fe;
  private static final int BOOT_FLAG_VALUE = 0xaa55;
  private static final int MAGIC = 0x202;
  private static final int PROTOCOL = 0x206;
  private static final int KERNEL_VERSION = 0x20e;
  private static final int PAYLOAD_OFFSET = 0x248;
  private static final int PAYLOAD_LENGTH = 0x24c;
  private static final int HEADER_END = 0x250;

  private static final int SECTOR_BYTES = 512;

  /** What 0 stands for, "for backwards compatibility". */
  private static final int SETUP_SECTS_OLD = 4;

  private static final int PROTOCOL_WITH_PAYLOAD = 0x208;

  /** A version line has about 100 characters; uname(2)'s two parts have 64 each. */
  private static final int VERSION_BYTES_MAX = 512;

  @Override
  public boolean isAround(Layer layer) {
    Bytes bytes = layer.bytes();
    return bytes.has(0, HEADER_END)
        && bytes.startsWith("HdrS", MAGIC)
        && bytes.u16(BOOT_FLAG) == BOOT_FLAG_VALUE;
  }

  @Override
  public Layer unwrap(Layer layer, ImageLimits limits) throws UnreadableImageException {
    Bytes bytes = layer.bytes();
    int sectors = bytes.u8(SETUP_SECTS);
    int setupBytes = ((sectors == 0 ? SETUP_SECTS_OLD : sectors) + 1) * SECTOR_BYTES;
    Layer versioned = layer.withVersion(version(bytes, setupBytes));
    if (bytes.u16(PROTOCOL) < PROTOCOL_WITH_PAYLOAD || bytes.u32(PAYLOAD_LENGTH) == 0) {
      return PayloadScan.in(versioned, WORD, setupBytes, limits)
          .orElseThrow(
              () ->
                  new UnreadableImageException(
                      "no packed kernel is found in the bzImage" + layer.where()));
    }
    Bytes payload =
        layer.part(
            setupBytes + bytes.u32(PAYLOAD_OFFSET),
            bytes.u32(PAYLOAD_LENGTH),
            "the packed kernel of the bzImage");
    return PackedLayer.withoutSize(versioned.without(WORD, payload, Place.PAYLOAD));
  }

  private static Optional<String> version(Bytes bytes, int setupBytes) {
    int pointer = bytes.u16(KERNEL_VERSION);
    int start = pointer + SECTOR_BYTES;
    if (pointer == 0 || start >= setupBytes || !bytes.has(0, setupBytes)) {
      return Optional.empty();
    }
    return bytes.text(start, Math.min(VERSION_BYTES_MAX, setupBytes - start));
  }
}

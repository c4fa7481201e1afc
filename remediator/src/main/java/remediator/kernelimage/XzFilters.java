package remediator.kernelimage;

import java.io.IOException;
import org.tukaani.xz.simple.ARM;
import org.tukaani.xz.simple.ARM64;
import org.tukaani.xz.simple.ARMThumb;
import org.tukaani.xz.simple.IA64;
import org.tukaani.xz.simple.PowerPC;
import org.tukaani.xz.simple.RISCVDecoder;
import org.tukaani.xz.simple.SPARC;
import org.tukaani.xz.simple.SimpleFilter;
import org.tukaani.xz.simple.X86;

/** The filters that make addresses in machine code absolute, so that it compresses better. */
final class XzFilters {
  private XzFilters() {}

  /** Puts the bytes back as they were (ids: xz-file-format.txt 1.2.1, section 5.3.2). */
  static void undo(long filter, byte[] plain, int start, int length) throws IOException {
    SimpleFilter undoing =
        switch ((int) Math.min(filter, Integer.MAX_VALUE)) {
          case 0x04 -> new X86(false, 0);
          case 0x05 -> new PowerPC(false, 0);
          case 0x06 -> new IA64(false, 0);
          case 0x07 -> new ARM(false, 0);
          case 0x08 -> new ARMThumb(false, 0);
          case 0x09 -> new SPARC(false, 0);
          case 0x0a -> new ARM64(false, 0);
          case 0x0b -> new RISCVDecoder(0);
          default -> throw new IOException("a filter that no kernel's build uses");
        };
    undoing.code(plain, start, length);
  }
}

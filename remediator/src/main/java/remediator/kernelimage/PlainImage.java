package remediator.kernelimage;

import java.util.List;
import java.util.Optional;

/**
 * A kernel without its wrappings: an ELF file or the flat bytes that are loaded.
 *
 * @param wrappings what was taken off, outermost first, as {@link KernelImage#wrappings}
 * @param headerVersion the version line of an x86 set-up header, or a UKI's {@code .uname}
 */
record PlainImage(Bytes bytes, List<String> wrappings, Optional<String> headerVersion) {
  PlainImage {
    wrappings = List.copyOf(wrappings);
  }
}

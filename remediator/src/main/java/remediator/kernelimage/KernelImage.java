package remediator.kernelimage;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a kernel image says of itself.
 *
 * <p>All text is the image's own, one character per byte, and not to be trusted.
 *
 * @param wrappings how the kernel is packed, outermost first: {@code UKI}, {@code bzImage}, {@code
 *     zstd}; empty for a plain one
 * @param architecture as uname(2) names the machine ({@code x86_64}, {@code i686}, {@code aarch64},
 *     {@code armv7l}, {@code ppc64le}, {@code s390x}, {@code riscv64}); empty when it cannot be
 *     told
 * @param release as uname(2) gives it: {@code 3.10.0-514.el7.x86_64}
 * @param version the whole line, with who built it and when; two builds of one release differ in it
 * @param parameters the table of {@code __setup} and {@code early_param}, in its order
 * @param moduleParameters the table {@code __param}: names of built-in modules' parameters ({@code
 *     rcutree.blimit}) and of core_param ({@code panic}); empty when that table was not found
 * @param tokens what is known of single values, by parameter and token
 * @param controllers the control groups' controllers, in their order; empty when the list was not
 *     found, which is so before Linux 4.2
 */
public record KernelImage(
    List<String> wrappings,
    Optional<String> architecture,
    Optional<String> release,
    Optional<String> version,
    List<BootParameter> parameters,
    Optional<List<String>> moduleParameters,
    SortedMap<String, TokenProof> tokens,
    Optional<List<String>> controllers) {

  public KernelImage {
    wrappings = List.copyOf(wrappings);
    parameters = List.copyOf(parameters);
    moduleParameters = moduleParameters.map(List::copyOf);
    tokens = Collections.unmodifiableSortedMap(new TreeMap<>(tokens));
    controllers = controllers.map(List::copyOf);
  }
}

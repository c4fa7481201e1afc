package remediator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.TokenProof;

/** Builds what an image says of itself, one thing at a time. */
final class Images {
  private final List<BootParameter> parameters = new ArrayList<>();
  private final TreeMap<String, TokenProof> tokens = new TreeMap<>();
  private List<String> wrappings = List.of("bzImage", "xz");
  private Optional<String> release = Optional.of("6.1.0-50-amd64");
  private Optional<List<String>> others = Optional.of(List.of());
  private Optional<List<String>> controllers = Optional.of(List.of("cpu", "memory"));

  static Images image() {
    return new Images();
  }

  Images early(String text) {
    parameters.add(new BootParameter(text, true, false, List.of()));
    return this;
  }

  Images late(String text, String... literals) {
    parameters.add(new BootParameter(text, false, false, List.of(literals)));
    return this;
  }

  Images obsolete(String text) {
    parameters.add(new BootParameter(text, false, true, List.of()));
    return this;
  }

  Images variables(String... names) {
    others = Optional.of(List.of(names));
    return this;
  }

  Images withoutVariables() {
    others = Optional.empty();
    return this;
  }

  Images token(String text, TokenProof proof) {
    tokens.put(text, proof);
    return this;
  }

  Images withoutControllers() {
    controllers = Optional.empty();
    return this;
  }

  Images release(String text) {
    release = Optional.of(text);
    return this;
  }

  Images plainAndNameless() {
    wrappings = List.of();
    release = Optional.empty();
    return this;
  }

  KernelImage built() {
    return new KernelImage(
        wrappings,
        release.map(known -> "x86_64"),
        release,
        release.map(known -> "Linux version " + known + " (builder@host) #1 SMP"),
        parameters,
        others,
        tokens,
        controllers);
  }
}

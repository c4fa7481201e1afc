package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.GrubDefaults;
import remediator.bootloader.GrubDefaultsChain;
import remediator.bootloader.Problem;
import remediator.fact.BootFile;
import remediator.fact.BootSetup;

/**
 * The boot files of a host, read as what they are.
 *
 * <p>{@code defaults} is the chain of files that the next configuration is generated from, without
 * sources where the host has none; {@code generated} every configuration that may boot. {@code
 * problems} name file and line of all that keeps these from being judged; nothing is edited while
 * there is one.
 */
public record BootDocuments(
    GrubDefaultsChain defaults, List<Generated> generated, List<String> problems) {

  /** A configuration that may boot, and the file it was read from. */
  public record Generated(BootFile file, GrubCfg document) {}

  public BootDocuments {
    generated = List.copyOf(generated);
    problems = List.copyOf(problems);
  }

  public static BootDocuments of(BootSetup setup) {
    List<String> problems = new ArrayList<>();
    List<GrubDefaultsChain.Source> sources =
        sources(setup)
            .flatMap(file -> text(file, problems).map(text -> source(file, text)).stream())
            .toList();
    List<Generated> generated =
        setup
            .files(BootFile.Role.GENERATED)
            .flatMap(file -> text(file, problems).map(text -> generated(file, text)).stream())
            .toList();
    generated.forEach(each -> problems.addAll(problemsOf(each)));
    return new BootDocuments(new GrubDefaultsChain(sources), generated, problems);
  }

  /** True when the next generated configuration has a source on this host. */
  public boolean hasDefaults() {
    return !defaults.sources().isEmpty();
  }

  private static Stream<BootFile> sources(BootSetup setup) {
    return Stream.concat(
        setup.files(BootFile.Role.DEFAULTS), setup.files(BootFile.Role.DEFAULTS_DROP_IN));
  }

  private static GrubDefaultsChain.Source source(BootFile file, String text) {
    return new GrubDefaultsChain.Source(file.target(), GrubDefaults.parse(text));
  }

  private static Generated generated(BootFile file, String text) {
    return new Generated(file, GrubCfg.parse(text));
  }

  private static Optional<String> text(BootFile file, List<String> problems) {
    return file.content()
        .match(
            known -> Optional.of(known.value().text()),
            unknown -> {
              problems.add(file.path() + ": cannot be read: " + unknown.reason());
              return Optional.empty();
            });
  }

  private static List<String> problemsOf(Generated generated) {
    return Stream.concat(
            generated.document().problems().stream(), generated.document().unjudged().stream())
        .map(problem -> located(generated.file(), problem))
        .toList();
  }

  static String located(BootFile file, Problem problem) {
    return problem.path().isPresent() ? problem.toString() : file.path() + ":" + problem;
  }
}

package remediator.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.fact.BootFile;
import remediator.fact.Evidence;
import remediator.fact.Fact;
import remediator.fact.HostFacts;

/**
 * Every source that was asked and did not answer, with the reason as its excerpt.
 *
 * <p>Memory figures are left out: most kernels lack most of them, and the signs of the leak say
 * which of them were missed.
 */
final class UnreadSources {
  private UnreadSources() {}

  static List<Evidence> of(HostFacts facts) {
    Stream<Fact<?>> host =
        Stream.of(
            facts.machineId(),
            facts.bootId(),
            facts.distribution(),
            facts.architecture(),
            facts.firmware(),
            facts.runningRelease(),
            facts.runningCommandLine(),
            facts.kernels(),
            facts.cgroupMode(),
            facts.bootSetup().kind(),
            facts.bootSetup().bootsNext(),
            facts.log());
    Stream<Fact<?>> files = facts.bootSetup().files().stream().map(BootFile::content);
    Stream<Fact<?>> dependents = facts.dependents().unread().stream().map(unread -> unread);
    return Stream.of(host, files, dependents)
        .flatMap(facets -> facets)
        .flatMap(fact -> unread(fact).stream())
        .distinct()
        .toList();
  }

  private static <T> Optional<Evidence> unread(Fact<T> fact) {
    return fact.match(
        known -> Optional.empty(),
        unknown -> Optional.of(new Evidence(unknown.source(), unknown.reason())));
  }
}

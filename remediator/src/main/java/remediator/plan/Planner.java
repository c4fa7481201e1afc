package remediator.plan;

import java.util.List;
import remediator.fact.BootSetup;
import remediator.fact.HostFacts;

/**
 * From a wish and the host's facts to a plan: picks the route for this kind of boot setup.
 *
 * <p>Pure and total. A setup that this version does not edit is undetermined, with what it is and
 * what to use instead; it is never edited on the chance that it is like another.
 */
public final class Planner {
  private static final String NATIVE_WAY =
      "; nothing is planned. Use what owns it: grubby or bootctl for loader entries, rpm-ostree or the"
          + " machine configuration for an image-based system, the container's host for a container";

  private final GrubTemplates templates;

  public Planner(GrubTemplates templates) {
    this.templates = templates;
  }

  public Planning plan(Wish wish, HostFacts facts) {
    BootSetup setup = facts.bootSetup();
    return setup
        .kind()
        .match(
            known ->
                switch (known.value()) {
                  case GRUB_FROM_DEFAULTS, GRUB_CFG_ONLY ->
                      new GrubRoute(wish, facts, templates).planning();
                  case LOADER_ENTRIES, UNSUPPORTED ->
                      Planning.undetermined(
                          "%s: this version does not edit such a boot setup (%s)%s"
                              .formatted(
                                  known.evidence().source(),
                                  known.evidence().excerpt(),
                                  NATIVE_WAY));
                },
            unknown -> new Planning.Undetermined(reasons(unknown.source(), unknown.reason())));
  }

  private static List<String> reasons(String source, String reason) {
    return List.of(source + ": " + reason);
  }
}

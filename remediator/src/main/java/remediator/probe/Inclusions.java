package remediator.probe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import remediator.bootloader.BootEntry;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.GrubEnv;
import remediator.file.HostPath;

/**
 * Which files that a grub.cfg sources can change what boots next on this host.
 *
 * <p>Not one that is not there, nor one that names no default and either adds no entry ({@code
 * user.cfg} with a password) or adds entries after all others that nothing selects (SUSE's
 * snapshots).
 */
final class Inclusions {
  private static final Pattern SETS_DEFAULT = Pattern.compile("\\bdefault=|\\bload_env\\b");

  private final Sources sources;

  Inclusions(Sources sources) {
    this.sources = sources;
  }

  /** Whether {@code written}, as the file at {@code path} sources it, may select another entry. */
  boolean mayMatter(HostPath path, GrubCfg cfg, Optional<GrubEnv> environment, String written) {
    int lastEntry = cfg.entries().stream().mapToInt(BootEntry::line).max().orElse(0);
    boolean afterAll =
        cfg.inclusions().stream()
            .filter(inclusion -> inclusion.file().equals(written))
            .allMatch(inclusion -> inclusion.line() > lastEntry);
    return !changesNothing(places(path, written), afterAll, environment);
  }

  private boolean changesNothing(
      List<HostPath> places, boolean afterAll, Optional<GrubEnv> environment) {
    return !places.isEmpty()
        && places.stream()
            .map(sources::text)
            .allMatch(
                read ->
                    read.match(
                        found -> isHarmless(found.value(), afterAll, environment),
                        () -> true,
                        failed -> false));
  }

  private static boolean isHarmless(
      String included, boolean afterAll, Optional<GrubEnv> environment) {
    GrubCfg cfg = GrubCfg.parse(included);
    boolean selected =
        environment.stream()
            .flatMap(env -> Stream.of(env.savedEntry(), env.nextEntry()))
            .flatMap(Optional::stream)
            .anyMatch(wanted -> holds(cfg, wanted));
    boolean empty = cfg.role() == GrubCfg.Role.EMPTY;
    return !SETS_DEFAULT.matcher(included).find() && (empty || (afterAll && !selected));
  }

  /** Whether the name, or its first part before {@code >}, is of this file's menu. */
  private static boolean holds(GrubCfg cfg, String wanted) {
    return cfg.entries().stream()
        .flatMap(
            entry ->
                Stream.of(Stream.of(entry.title()), entry.id().stream(), entry.submenus().stream())
                    .flatMap(names -> names))
        .anyMatch(name -> wanted.equals(name) || wanted.startsWith(name + ">"));
  }

  /** {@code ${config_directory}} and {@code $prefix} are the directory of the file itself. */
  private static List<HostPath> places(HostPath cfg, String written) {
    int slash = written.indexOf('/');
    String start = slash < 0 ? "" : written.substring(0, slash);
    String rest = slash < 0 ? "" : written.substring(slash + 1);
    if (rest.isEmpty() || rest.indexOf('$') >= 0 || rest.indexOf('\0') >= 0) {
      return List.of();
    }
    String variable = start.replaceAll("[${}]", "");
    if (variable.equals("config_directory") || variable.equals("prefix")) {
      return List.of(cfg.parent().resolve(rest));
    }
    return start.isEmpty()
        ? List.of(HostPath.of("/" + rest), KernelImages.BOOT.resolve(rest))
        : List.of();
  }
}

package remediator.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a log can and cannot prove about a parameter. */
final class LogProver {
  private static final String DISABLE = "cgroup_disable";

  /** print_unknown_bootoptions came with 5.14 (init/main.c). */
  private static final List<Integer> FIRST_TO_REPORT = List.of(5, 14);

  private final BootLog log;
  private final String parameter;
  private final Optional<String> token;

  private LogProver(BootLog log, String parameter, Optional<String> token) {
    this.log = log;
    this.parameter = normal(parameter);
    this.token = token;
  }

  static LogProof prove(BootLog log, String parameter, Optional<String> token) {
    LogProver prover = new LogProver(log, parameter, token);
    return prover
        .understood()
        .or(prover::ignored)
        .orElseGet(() -> new LogProof.Silent(prover.whySilent()));
  }

  private Optional<LogProof> understood() {
    return switch (parameter) {
      case DISABLE ->
          effect(LineFamily.CONTROLLER_DISABLED)
              .or(() -> effect(LineFamily.FEATURE_DISABLED))
              .or(this::offered);
      case "cgroup_no_v1" -> effect(LineFamily.CONTROLLER_DISABLED_IN_V1);
      case "cgroup_enable" -> effect(LineFamily.CONTROLLER_SWITCHED);
      default -> Optional.empty();
    };
  }

  private Optional<LogProof> effect(LineFamily family) {
    return first(family, finding -> token.map(t -> isController(t, finding)).orElse(true))
        .map(
            finding ->
                new LogProof.Understood(
                    finding, "the kernel logged the effect: it understands " + asked()));
  }

  /** Since 4.x {@code blkio} is accepted for {@code io}, and the log says {@code io}. */
  private static boolean isController(String token, LogFinding finding) {
    return finding.subject().equals(token)
        || (token.equals("blkio") && finding.subject().equals("io"));
  }

  /** The page_cgroup hint names the parameter and the token; its own kernel must know them. */
  private Optional<LogProof> offered() {
    return first(LineFamily.PAGE_CGROUP_HINT, finding -> token.map("memory"::equals).orElse(true))
        .map(
            finding ->
                new LogProof.Understood(
                    finding, "the kernel itself offers " + asked() + " in its boot log"));
  }

  private Optional<LogProof> ignored() {
    return first(LineFamily.UNKNOWN_PARAMETERS, this::isListed)
        .map(f -> ignored(f, "the kernel lists " + asked() + " among the words it does not know"))
        .or(
            () ->
                first(LineFamily.UNKNOWN_BOOT_OPTION, this::isListed)
                    .map(f -> ignored(f, "the kernel says that it ignores " + asked())))
        .or(
            () ->
                first(LineFamily.OBSOLETE_PARAMETER, this::isListed)
                    .map(f -> ignored(f, "the kernel knows " + asked() + " as obsolete")))
        .or(
            () ->
                first(LineFamily.SWAPACCOUNT_DEPRECATED, this::isListed)
                    .map(f -> ignored(f, "the kernel accepts " + asked() + " without effect")));
  }

  private static LogProof ignored(LogFinding finding, String statement) {
    return new LogProof.Ignored(finding, statement);
  }

  private boolean isListed(LogFinding finding) {
    return finding.words().stream().map(LogProver::nameOf).anyMatch(parameter::equals);
  }

  private String whySilent() {
    if (parameter.indexOf('.') >= 0) {
      return "the log proves nothing about "
          + asked()
          + ": a name with a dot is taken for a module's parameter and dropped without a line, by"
          + " kernels that know it and by kernels that do not (unknown_bootoption, init/main.c)";
    }
    if (!reportsUnknownWords()) {
      return "the log does not mention "
          + asked()
          + ", which proves nothing: kernels before 5.14 do not report words they do not know";
    }
    return log.coverage().wholeStart()
        ? "the log does not list "
            + asked()
            + " among the unknown words: it was known, or not given, or its token was dropped"
            + " silently"
        : "the log does not mention "
            + asked()
            + ", which proves nothing: "
            + log.coverage().statement();
  }

  private boolean reportsUnknownWords() {
    return log.release().filter(r -> r.compareVersion(FIRST_TO_REPORT) >= 0).isPresent();
  }

  private Optional<LogFinding> first(LineFamily family, Predicate<LogFinding> wanted) {
    return log.findings().stream()
        .filter(finding -> finding.kind() == family)
        .filter(wanted)
        .findFirst();
  }

  private String asked() {
    return token.map(t -> parameter + "=" + t).orElse(parameter);
  }

  private static String nameOf(String word) {
    int equals = word.indexOf('=');
    return normal(equals > 0 ? word.substring(0, equals) : word);
  }

  /** In names {@code -} equals {@code _} (parameqn, kernel/params.c). */
  private static String normal(String name) {
    return name.replace('-', '_');
  }
}

package remediator.kernelimage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.TableMatch.Kind;

/**
 * From an image's tables to an answer about one parameter.
 *
 * <p>That a parameter is known is proved by its row. That a value is known is proved only where the
 * row itself holds it, for {@code cgroup.memory=} where the handler's code refers to a token of
 * which it is known that nothing else does, and for {@code cgroup_disable=} where a control group's
 * controller has that name. For every other value the answer is that nobody can tell: of the texts
 * found at handlers in Debian's 6.1 amd64, six in ten are those of the function behind a short
 * handler, and of its own some are messages.
 */
final class ImageInference {
  private static final String ACCOUNTING = "cgroup.memory";
  private static final String DISABLING = "cgroup_disable";

  /** kernel/cgroup/cgroup.c since 5.14: no controller, and switched off by the same parameter. */
  private static final String PRESSURE = "pressure";

  /** Controllers' names of cgroup v1 that differ ({@code legacy_name}), by their own name. */
  private static final Map<String, String> LEGACY = Map.of("blkio", "io", "io", "blkio");

  /** Subsystems that are never modules, so that a dotted name of theirs must be in a table. */
  private static final Set<String> NEVER_MODULES = Set.of("cgroup");

  private final ImageWitness witness;
  private final KernelImage image;
  private final WantedParameter wanted;
  private final TableMatch match;

  ImageInference(ImageWitness witness, WantedParameter wanted) {
    this.witness = witness;
    this.image = witness.image();
    this.wanted = wanted;
    this.match = TableMatch.of(image, wanted);
  }

  SupportEvidence answer() {
    return switch (match.kind()) {
      case HANDLED, HANDLED_WITH_VALUE -> handled();
      case VARIABLE -> variable();
      case OBSOLETE ->
          says(
              Says.IGNORED,
              excerpt(),
              "this kernel has the name without code for it: it says \"is obsolete, ignored\"");
      case BEGINNING ->
          nothing(
              "the kernel hands every word that begins with "
                  + match.rows().get(0).text()
                  + " to that parameter's code, which may refuse the rest");
      case OTHER_VALUE ->
          says(Says.IGNORED, excerpt(), "this kernel knows the parameter with another value only");
      case NONE -> absent();
    };
  }

  private SupportEvidence handled() {
    if (wanted.token().isEmpty()) {
      return says(Says.UNDERSTOOD, excerpt(), "this kernel has the code for " + wanted);
    }
    if (match.kind() == Kind.HANDLED_WITH_VALUE) {
      return says(Says.UNDERSTOOD, excerpt(), "this kernel has the code for exactly this word");
    }
    String value = wanted.token().get();
    return wanted.names(ACCOUNTING) || wanted.names(DISABLING) ? list(value) : untold(value);
  }

  /** {@code strsep(&s, ",")}: every token is taken for itself, empty ones are skipped. */
  private SupportEvidence list(String value) {
    List<SupportEvidence> answers =
        Arrays.stream(value.split(",", -1))
            .filter(token -> !token.isEmpty())
            .map(token -> wanted.names(ACCOUNTING) ? accounting(token) : disabling(token))
            .toList();
    return first(answers, Says.IGNORED)
        .or(() -> first(answers, Says.NOTHING))
        .or(() -> answers.stream().reduce(ImageInference::lessSure))
        .orElseGet(() -> nothing("the parameter is known; there is no token in its value"));
  }

  private static Optional<SupportEvidence> first(List<SupportEvidence> answers, Says says) {
    return answers.stream().filter(answer -> answer.says() == says).findFirst();
  }

  private static SupportEvidence lessSure(SupportEvidence one, SupportEvidence other) {
    return other.confidence().compareTo(one.confidence()) > 0 ? other : one;
  }

  private SupportEvidence accounting(String token) {
    Optional<TokenProof> proof =
        image.tokens().entrySet().stream()
            .filter(known -> isToken(known.getKey(), token))
            .map(Map.Entry::getValue)
            .findFirst();
    if (proof.isEmpty()) {
      return otherToken(token);
    }
    return switch (proof.get()) {
      case PROVEN -> understood(token, "the parameter's code compares its value with this token");
      case LIKELY -> likely();
      case ABSENT ->
          says(
              Says.IGNORED,
              excerpt(),
              "this kernel has the parameter without the token: its text is nowhere in the image");
    };
  }

  /** Of other tokens nothing was searched; where the code shows what it reads, they are not it. */
  private SupportEvidence otherToken(String token) {
    if (refersTo(token) || !image.tokens().containsValue(TokenProof.PROVEN)) {
      return nothing("the parameter is known; its token was not looked for");
    }
    return says(
        Says.IGNORED,
        Confidence.INFERRED,
        excerpt(),
        "the parameter's code compares its value with other tokens, not with this one");
  }

  /** The text may be anybody's: only code that reads it is a yes. */
  private SupportEvidence likely() {
    return nothing(
        "the parameter is known and the token's text stands in the image; that the parameter's"
            + " code reads it was not seen");
  }

  private boolean isToken(String key, String token) {
    return WantedParameter.parse(key)
        .filter(known -> known.names(wanted.parameter()))
        .filter(known -> known.token().equals(Optional.of(token)))
        .isPresent();
  }

  private SupportEvidence disabling(String token) {
    if (token.equals(PRESSURE) && refersTo(token)) {
      return understood(token, "the parameter's code refers to this value");
    }
    if (image.controllers().isEmpty()) {
      return nothing("the parameter is known; the list of controllers was not found in the image");
    }
    List<String> controllers = image.controllers().get();
    String listed = "cgroup_disable= and the controllers " + String.join(" ", controllers);
    if (controllers.contains(token)) {
      return says(
          Says.UNDERSTOOD, listed, "this kernel has the parameter and a controller of this name");
    }
    if (token.equals(PRESSURE) || controllers.contains(LEGACY.getOrDefault(token, ""))) {
      return nothing("the parameter is known; whether it takes this name depends on the version");
    }
    return says(
        Says.IGNORED,
        listed,
        "this kernel has the parameter and no controller of this name: it takes any name in"
            + " silence");
  }

  /** Whether a text stands among those of the handler's code, or of what follows it. */
  private boolean refersTo(String value) {
    return match.rows().stream().anyMatch(row -> row.literals().contains(value));
  }

  private SupportEvidence untold(String value) {
    return nothing(
        refersTo(value)
            ? "the parameter is known and the value's text stands at its code; that the code"
                + " compares with it was not seen"
            : "the parameter is known; whether it takes this value cannot be told from the image");
  }

  private SupportEvidence understood(String token, String reason) {
    return says(Says.UNDERSTOOD, excerpt() + ", \"" + token + "\"", reason);
  }

  private SupportEvidence variable() {
    return wanted.token().isEmpty()
        ? says(
            Says.UNDERSTOOD,
            "__param: " + wanted.parameter(),
            "this kernel has a variable of this name, its own or a built-in module's")
        : nothing(
            "the parameter is known; whether it takes this value cannot be told from the image");
  }

  private SupportEvidence absent() {
    if (isListed()) {
      return ignored();
    }
    Optional<String> beyond = BeyondTables.reason(wanted);
    if (beyond.isPresent()) {
      return nothing("no table of the image holds it, which proves nothing: " + beyond.get());
    }
    if (image.moduleParameters().isEmpty()) {
      return nothing(
          "it is not among the boot parameters; the table of modules' parameters was not found");
    }
    if (isDotted()) {
      return isOwnPrefix()
          ? ignored()
          : nothing("no table of the image holds it; it may belong to a module that is loaded");
    }
    return image.parameters().stream().anyMatch(BootParameter::early)
        ? ignored()
        : nothing("it is in no table, and this kernel's set-up code reads words beside them");
  }

  /** Our remedies: no kernel has ever read them in any other way than by {@code __setup}. */
  private boolean isListed() {
    return wanted.names(ACCOUNTING) || wanted.names(DISABLING);
  }

  private boolean isDotted() {
    return wanted.parameter().indexOf('.') >= 0;
  }

  /** Whether what stands before the dot is built in: then no loadable module is meant. */
  private boolean isOwnPrefix() {
    String prefix = BeyondTables.prefix(wanted.normalName());
    Stream<String> names =
        Stream.concat(
            image.parameters().stream().map(BootParameter::name),
            image.moduleParameters().orElse(List.of()).stream());
    return NEVER_MODULES.contains(prefix)
        || names.anyMatch(name -> BeyondTables.prefix(name.replace('-', '_')).equals(prefix));
  }

  private SupportEvidence ignored() {
    String fate =
        isDotted()
            ? "it drops it silently"
            : "it passes it to init and, from Linux 5.14, logs it as unknown";
    return says(
        Says.IGNORED,
        "%d boot parameters and %s are listed, %s is not"
            .formatted(
                image.parameters().size(),
                image.moduleParameters().map(m -> m.size() + " of modules").orElse("no others"),
                wanted.parameter()),
        "this kernel has no code for " + wanted + ": " + fate);
  }

  /** The row as the kernel's source writes it. */
  private String excerpt() {
    BootParameter row = match.rows().get(0);
    return (row.early() ? "early_param(\"" : "__setup(\"") + row.text() + "\")";
  }

  private SupportEvidence nothing(String reason) {
    return says(Says.NOTHING, "", reason);
  }

  private SupportEvidence says(Says says, String excerpt, String reason) {
    return says(says, Confidence.VERIFIED, excerpt, reason);
  }

  private SupportEvidence says(Says says, Confidence confidence, String excerpt, String reason) {
    return new SupportEvidence(Rung.IMAGE, says, witness.source(), excerpt, reason, confidence);
  }
}

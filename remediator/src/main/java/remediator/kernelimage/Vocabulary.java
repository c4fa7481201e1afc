package remediator.kernelimage;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words that one kernel takes, ready to be asked about many.
 *
 * <p>Matching is the kernel's (init/main.c and kernel/params.c, 2.6.11 to 6.18): a row of {@code
 * early_param} and a name of {@code __param} match a whole name, a row of {@code __setup} matches
 * every word that begins with it, {@code -} equals {@code _}. Names and values are host text and
 * may be of any length; the time an answer takes is bounded by the longest row.
 */
public final class Vocabulary {

  /** What a kernel makes of a word, or of one token of a comma list. */
  public enum Knowledge {
    /** It has the name, or takes the token. */
    KNOWN,
    /** It has no more than a flag that the word begins with; whether that takes it is open. */
    BY_BEGINNING,
    /** It has the name with a value only, and the word has none. */
    NEEDS_VALUE,
    /** It has rows for other values of this name, and none for this one. */
    OTHER_VALUE,
    /** It has the name without code, and says "is obsolete, ignored". */
    OBSOLETE,
    /** It does not have it. */
    UNKNOWN,
    /** The image does not show enough to tell. */
    UNTOLD
  }

  private static final String ACCOUNTING = "cgroup.memory";

  /** All tokens that any released kernel's {@code cgroup.memory=} took (mm/memcontrol.c, 6.18). */
  private static final List<String> ACCOUNTING_TOKENS = List.of("nobpf", "nokmem", "nosocket");

  /** Take names of controllers; the last two are a patch of Debian's and kernel/cgroup-v1.c. */
  private static final List<String> CONTROLLER_LISTS =
      List.of("cgroup_disable", "cgroup_enable", "cgroup_no_v1");

  private static final String V1_ONLY = "cgroup_no_v1";

  /** Besides controllers: {@code cgroup_no_v1=} (kernel/cgroup/cgroup-v1.c). */
  private static final List<String> V1_WORDS = List.of("all", "named");

  /** A feature that {@code cgroup_disable=} takes since 5.14, where PSI is built in. */
  private static final String PRESSURE = "pressure";

  /** Controllers of any kernel (include/linux/cgroup_subsys.h, 2.6.24 to 6.18). */
  private static final List<String> EVERY_CONTROLLER =
      List.of(
          "blkio",
          "cpu",
          "cpuacct",
          "cpuset",
          "debug",
          "devices",
          "dmem",
          "freezer",
          "hugetlb",
          "io",
          "memory",
          "misc",
          "net_cls",
          "net_prio",
          "ns",
          "perf_event",
          "pids",
          "rdma");

  /** init/do_mounts.c: {@code if (*str) return 0}; these refuse every longer word. */
  private static final Set<String> WHOLE_WORDS = Set.of("ro", "rw", "rootwait");

  /** MODULE.NAME is at most 56 and 64 characters (MODULE_NAME_LEN, MAX_PARAM_PREFIX_LEN). */
  private static final int NAME_CHARS_MAX = 128;

  private final KernelImage image;
  private final Set<String> wholeNames = new HashSet<>();
  private final Set<String> beginnings = new HashSet<>();
  private final Set<String> obsolete = new HashSet<>();
  private final Set<String> namesWithValues = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();
  private int longestBeginning;

  private Vocabulary(KernelImage image) {
    this.image = image;
  }

  /** The words of the kernel in this image. */
  public static Vocabulary of(KernelImage image) {
    Vocabulary vocabulary = new Vocabulary(image);
    image.parameters().forEach(vocabulary::add);
    image.moduleParameters().stream()
        .flatMap(List::stream)
        .forEach(name -> vocabulary.wholeNames.add(canonical(name)));
    vocabulary.names().forEach(vocabulary::addPrefix);
    return vocabulary;
  }

  /** What the kernel makes of {@code name} or {@code name=value}. */
  public Knowledge word(String name, Optional<String> value) {
    String canonicalName = canonical(cut(name));
    if (name.length() == canonicalName.length() && wholeNames.contains(canonicalName)) {
      return Knowledge.KNOWN;
    }
    String line = canonical(cut(value.map(text -> cut(name) + "=" + cut(text)).orElse(name)));
    Knowledge begun = byBeginning(line);
    if (begun == Knowledge.KNOWN || begun == Knowledge.OBSOLETE) {
      return begun;
    }
    if (value.isEmpty() && beginnings.contains(canonicalName + "=")) {
      return Knowledge.NEEDS_VALUE;
    }
    if (namesWithValues.contains(canonicalName)) {
      return value.isPresent() ? Knowledge.OTHER_VALUE : Knowledge.NEEDS_VALUE;
    }
    if (begun == Knowledge.UNKNOWN && image.moduleParameters().isEmpty()) {
      return Knowledge.UNTOLD;
    }
    return begun;
  }

  /** Whether parameters of something built in are called {@code prefix.…}. */
  public boolean hasPrefix(String prefix) {
    return prefixes.contains(canonical(prefix));
  }

  /** Whether the value of this name is a comma list whose tokens can be judged. */
  public static boolean hasTokens(String name) {
    return name.equals(ACCOUNTING) || CONTROLLER_LISTS.contains(canonical(name));
  }

  /** What the kernel makes of one token of {@code cgroup.memory=} or a list of controllers. */
  public Knowledge token(String name, String token) {
    return name.equals(ACCOUNTING) ? accounting(token) : controller(canonical(name), token);
  }

  /** Every name this kernel has, as its tables spell them, each once, in order. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(image.moduleParameters().orElse(List.of()));
    image.parameters().stream()
        .filter(row -> !row.obsolete())
        .forEach(row -> names.add(row.name()));
    return Collections.unmodifiableSet(names);
  }

  /** The tokens that this kernel's parameter takes, as far as they are known by name. */
  public Set<String> tokens(String name) {
    Set<String> tokens = new TreeSet<>();
    if (name.equals(ACCOUNTING)) {
      ACCOUNTING_TOKENS.stream()
          .filter(token -> accounting(token) == Knowledge.KNOWN)
          .forEach(tokens::add);
    } else {
      tokens.addAll(image.controllers().orElse(EVERY_CONTROLLER));
      tokens.addAll(canonical(name).equals(V1_ONLY) ? V1_WORDS : List.of());
    }
    return Collections.unmodifiableSet(tokens);
  }

  private void add(BootParameter row) {
    String text = canonical(row.text());
    if (row.obsolete()) {
      obsolete.add(text);
    }
    if (row.early()) {
      wholeNames.add(text);
      return;
    }
    beginnings.add(text);
    longestBeginning = Math.max(longestBeginning, text.length());
    int equals = text.indexOf('=');
    if (equals > 0 && equals < text.length() - 1) {
      namesWithValues.add(text.substring(0, equals));
    }
  }

  private void addPrefix(String name) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      prefixes.add(canonical(name.substring(0, dot)));
    }
  }

  /** The best that any row says which the line begins with. */
  private Knowledge byBeginning(String line) {
    Knowledge best = Knowledge.UNKNOWN;
    for (int length = 1; length <= Math.min(longestBeginning, line.length()); length++) {
      String beginning = line.substring(0, length);
      if (beginnings.contains(beginning)) {
        Knowledge row = rest(beginning, line.substring(length));
        best = row.compareTo(best) < 0 ? row : best;
      }
    }
    return best;
  }

  private Knowledge rest(String row, String rest) {
    boolean named = row.endsWith("=") || rest.isEmpty() || !isNameCharacter(rest.charAt(0));
    if (!named) {
      return WHOLE_WORDS.contains(row) ? Knowledge.UNKNOWN : Knowledge.BY_BEGINNING;
    }
    return obsolete.contains(row) ? Knowledge.OBSOLETE : Knowledge.KNOWN;
  }

  private Knowledge accounting(String token) {
    Optional<TokenProof> proof = Optional.ofNullable(image.tokens().get(ACCOUNTING + "=" + token));
    if (proof.isPresent()) {
      return proof.get() == TokenProof.ABSENT ? Knowledge.UNKNOWN : Knowledge.KNOWN;
    }
    if (isLiteral(ACCOUNTING, token)) {
      return Knowledge.KNOWN;
    }
    return ACCOUNTING_TOKENS.contains(token) ? Knowledge.UNTOLD : Knowledge.UNKNOWN;
  }

  private Knowledge controller(String name, String token) {
    boolean word = name.equals(V1_ONLY) && V1_WORDS.contains(token);
    if (word || isLiteral(name, token) || listed(token)) {
      return Knowledge.KNOWN;
    }
    boolean untold = image.controllers().isEmpty() && EVERY_CONTROLLER.contains(token);
    return untold || token.equals(PRESSURE) ? Knowledge.UNTOLD : Knowledge.UNKNOWN;
  }

  /** The list has {@code io}, whose other name {@code blkio} is taken too ({@code legacy_name}). */
  private boolean listed(String token) {
    List<String> controllers = image.controllers().orElse(List.of());
    return controllers.contains(token) || (token.equals("blkio") && controllers.contains("io"));
  }

  private boolean isLiteral(String name, String token) {
    return image.parameters().stream()
        .filter(row -> canonical(row.name()).equals(name))
        .anyMatch(row -> row.literals().contains(token));
  }

  /** No row is as long as this, so that what is cut off cannot matter. */
  private String cut(String text) {
    int longest = Math.max(longestBeginning, NAME_CHARS_MAX) + 1;
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  private static boolean isNameCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  private static String canonical(String text) {
    return text.replace('-', '_');
  }
}

package remediator.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import remediator.fact.HostFacts;
import remediator.fact.MemoryDependent;

/**
 * {@code memory_controller}: whether anything on the host depends on the memory controller.
 *
 * <p>One dependent is enough to need it; that nothing does is known only when every source could be
 * read.
 */
public record MemoryController(Need need) implements Condition {
  static final String KEY = "memory_controller";

  /** A reason is a sentence, not an inventory; {@link Decision#losses} has them all. */
  static final int NAMED_MAX = 5;

  private static final long KIB = 1024;

  /** What the policy asks for. */
  public enum Need {
    NOT_NEEDED,
    NEEDED;

    /** The word of the policy language. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public Judgement judge(String parameter, HostFacts facts) {
    List<MemoryDependent> found = facts.dependents().found();
    if (!found.isEmpty()) {
      return answer(Need.NEEDED, "the memory controller is needed here: " + named(found));
    }
    List<OpenQuestion> unread =
        facts.dependents().unread().stream().map(OpenQuestion::of).distinct().toList();
    return unread.isEmpty()
        ? answer(Need.NOT_NEEDED, "nothing on this host depends on the memory controller")
        : new Judgement.Undetermined(unread);
  }

  /** Counts dependents by kind and names the first {@link #NAMED_MAX} of each. */
  static String named(List<MemoryDependent> dependents) {
    Map<MemoryDependent.Kind, List<String>> byKind = new EnumMap<>(MemoryDependent.Kind.class);
    dependents.forEach(
        each -> byKind.computeIfAbsent(each.kind(), kind -> new ArrayList<>()).add(named(each)));
    List<String> groups = new ArrayList<>();
    byKind.forEach((kind, names) -> groups.add(group(kind, names)));
    return String.join("; ", groups);
  }

  private static String group(MemoryDependent.Kind kind, List<String> names) {
    String word = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (names.size() == 1) {
      return names.get(0).equals(word) ? word : word + " " + names.get(0);
    }
    int more = names.size() - NAMED_MAX;
    String shown = String.join(", ", names.subList(0, Math.min(names.size(), NAMED_MAX)));
    return "%d %ss (%s%s)"
        .formatted(names.size(), word, shown, more > 0 ? " and " + more + " more" : "");
  }

  private static String named(MemoryDependent dependent) {
    return dependent.name() + dependent.limitBytes().map(bytes -> " " + size(bytes)).orElse("");
  }

  /** Bytes in the largest binary unit that holds them without a remainder. */
  static String size(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    long value = bytes;
    while (unit < units.length - 1 && value >= KIB && value % KIB == 0) {
      value /= KIB;
      unit++;
    }
    return value + " " + units[unit];
  }

  private Judgement answer(Need found, String reason) {
    return found == need ? new Judgement.Holds(reason) : new Judgement.Fails(reason);
  }
}

package remediator.bootloader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the entry that GRUB starts by itself, by running what sets {@code default}.
 *
 * <p>Only assignments, {@code load_env} and plain string tests are run, on a copy of the variables;
 * a test that cannot be judged is followed both ways, and a variable that then differs is unknown.
 */
final class GrubSelection {
  private static final String UNKNOWN_DEFAULT =
      "grub.cfg computes its default entry by logic that only GRUB can run";

  private final List<BootEntry> entries;
  private final GrubVariables variables;

  GrubSelection(List<BootEntry> entries, GrubVariables variables) {
    this.entries = entries;
    this.variables = variables;
  }

  NextBoot of(List<GrubNode> nodes) {
    Optional<BootEntry> direct =
        entries.stream().filter(entry -> entry.position().isEmpty()).findFirst();
    if (direct.isPresent()) {
      return new NextBoot.Boots(direct.get(), "grub.cfg loads a kernel without a menu");
    }
    if (entries.isEmpty()) {
      return new NextBoot.Undetermined("grub.cfg holds no boot entry");
    }
    variables.run(nodes);
    Optional<String> value = variables.value("default");
    if (value.isEmpty()) {
      return new NextBoot.Undetermined(UNKNOWN_DEFAULT);
    }
    return select(value.get(), "");
  }

  /** Follows one level of the menu; what stands after {@code >} is for the next. */
  private NextBoot select(String wanted, String prefix) {
    int cut = levelEnd(wanted);
    String level = wanted.substring(0, cut).replace(">>", ">");
    String rest = cut < wanted.length() ? wanted.substring(cut + 1) : "";
    Map<String, BootEntry.Submenu> items = items(prefix);
    if (items.isEmpty()) {
      return new NextBoot.Undetermined("the submenu at position " + prefix + " is empty");
    }
    Optional<String> position = position(level, prefix, items);
    String chosen = position.orElse(prefix + "0");
    if (isUncertain(chosen, prefix)) {
      return new NextBoot.Undetermined(
          "an entry before or at position " + chosen + " is there only on some machines");
    }
    Optional<BootEntry> entry = at(chosen);
    if (entry.isEmpty()) {
      return items.containsKey(chosen)
          ? select(position.isPresent() ? rest : "", chosen + ">")
          : new NextBoot.Undetermined("no entry at position " + chosen);
    }
    return new NextBoot.Boots(entry.get(), reason(level, position.isPresent()));
  }

  private static String reason(String level, boolean found) {
    if (found) {
      return "default is '" + level + "'";
    }
    return level.isEmpty()
        ? "no default is set, so GRUB takes the first entry"
        : "default is '" + level + "', which names no entry, so GRUB takes the first one";
  }

  private static int levelEnd(String wanted) {
    int at = 0;
    while (at < wanted.length() && wanted.charAt(at) != '>') {
      at++;
      while (wanted.startsWith(">>", at)) {
        at += 2;
      }
    }
    return at;
  }

  /** Positions of this level, each with title and id of what stands there. */
  private Map<String, BootEntry.Submenu> items(String prefix) {
    Map<String, BootEntry.Submenu> items = new LinkedHashMap<>();
    int depth = depth(prefix);
    for (BootEntry entry : entries) {
      if (entry.position().startsWith(prefix)) {
        String own = entry.position().substring(prefix.length());
        int cut = own.indexOf('>');
        BootEntry.Submenu item =
            cut < 0
                ? new BootEntry.Submenu(entry.title(), entry.id())
                : entry.submenus().get(depth);
        items.putIfAbsent(prefix + (cut < 0 ? own : own.substring(0, cut)), item);
      }
    }
    return items;
  }

  private static int depth(String prefix) {
    return (int) prefix.chars().filter(c -> c == '>').count();
  }

  private Optional<String> position(
      String level, String prefix, Map<String, BootEntry.Submenu> items) {
    if (!level.isEmpty() && level.chars().allMatch(c -> c >= '0' && c <= '9')) {
      String number = level.replaceFirst("^0+(?=.)", "");
      return Optional.of(prefix + number).filter(items::containsKey);
    }
    return items.entrySet().stream()
        .filter(item -> isNamed(item.getValue(), level))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isNamed(BootEntry.Submenu item, String level) {
    return item.title().equals(level) || item.id().equals(Optional.of(level));
  }

  private static int last(String position) {
    return Integer.parseInt(position.substring(position.lastIndexOf('>') + 1));
  }

  private Optional<BootEntry> at(String position) {
    return entries.stream().filter(entry -> entry.position().equals(position)).findFirst();
  }

  /** Whether what may be missing stands before, so that the count may be another one. */
  private boolean isUncertain(String position, String prefix) {
    return entries.stream()
        .filter(entry -> entry.position().startsWith(prefix) && entry.conditional())
        .map(entry -> entry.position().substring(prefix.length()))
        .map(own -> own.indexOf('>') < 0 ? own : own.substring(0, own.indexOf('>')))
        .anyMatch(own -> Integer.parseInt(own) <= last(position));
  }
}

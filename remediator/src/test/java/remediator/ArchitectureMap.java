package remediator;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The law that {@code docs/architecture.md} states: its drawing, its table of packages and its
 * table of what comes from outside.
 *
 * <p>Names of packages are short, without the root package; the root package itself is {@link
 * #STORY}. A sentence of the document that cannot be read is an {@link IllegalArgumentException}.
 */
record ArchitectureMap(
    Map<String, Room> rooms, List<Reserve> reserves, Map<Integer, List<String>> drawing) {

  /** The name that the table gives the root package. */
  static final String STORY = "remediator";

  private static final Pattern DRAWN_LAYER = Pattern.compile("^ {4}(\\d) {2}(\\S.*)$");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** One row of the table of packages. */
  record Room(String name, int layer, boolean only, List<String> alsoUses, boolean planned) {
    boolean mayUse(Room other) {
      boolean named = alsoUses.contains(other.name);
      return name.equals(other.name) || named || (!only && other.layer < layer);
    }
  }

  /** One row of the table of what comes from outside: the patterns, and who may use them. */
  record Reserve(List<String> patterns, List<String> rooms) {
    static boolean matches(String pattern, String target) {
      if (pattern.endsWith("..")) {
        return target.startsWith(pattern.substring(0, pattern.length() - 1));
      }
      return target.equals(pattern) || target.startsWith(pattern + "$");
    }

    boolean admits(String room, String roomAndClass) {
      return rooms.contains(room) || rooms.contains(roomAndClass);
    }
  }

  ArchitectureMap {
    rooms = Map.copyOf(rooms);
    reserves = List.copyOf(reserves);
    drawing = Map.copyOf(drawing);
    for (Room room : rooms.values()) {
      for (String used : room.alsoUses) {
        require(rooms.containsKey(used), room.name + " also uses `" + used + "`, which has no row");
      }
    }
  }

  static ArchitectureMap parse(String document) {
    Map<String, Room> rooms = new LinkedHashMap<>();
    List<Reserve> reserves = new ArrayList<>();
    for (String line : document.lines().filter(l -> l.startsWith("| `")).toList()) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      require(cells.size() >= 5, "a row has too few cells: " + line);
      if (cells.get(2).matches("\\d")) {
        Room room = room(cells);
        require(rooms.put(room.name(), room) == null, "two rows for `" + room.name() + "`");
      } else {
        reserves.add(reserve(cells));
      }
    }
    return new ArchitectureMap(rooms, reserves, drawing(document));
  }

  Optional<Room> room(String name) {
    return Optional.ofNullable(rooms.get(name));
  }

  /** What the drawing and the table of packages say of each other, when they differ. */
  List<String> disagreements() {
    List<String> found = new ArrayList<>();
    for (Room room : rooms.values()) {
      List<String> drawn = drawing.getOrDefault(room.layer(), List.of());
      if (!drawn.contains(room.name())) {
        found.add("`" + room.name() + "` is not drawn in layer " + room.layer());
      }
    }
    drawing.forEach((layer, words) -> found.addAll(undeclaredArrows(layer, words)));
    return found;
  }

  private List<String> undeclaredArrows(int layer, List<String> words) {
    List<String> found = new ArrayList<>();
    for (int i = 1; i + 1 < words.size(); i++) {
      String left = words.get(i - 1);
      String right = words.get(i + 1);
      if (words.get(i).equals("->")) {
        found.addAll(undeclaredArrow(layer, left, right));
      } else if (words.get(i).equals("<-")) {
        found.addAll(undeclaredArrow(layer, right, left));
      }
    }
    return found;
  }

  private List<String> undeclaredArrow(int layer, String from, String to) {
    boolean declared = room(from).map(r -> r.alsoUses().contains(to)).orElse(false);
    String text = "layer " + layer + ": the arrow from " + from + " to " + to + " is not in a row";
    return declared ? List.of() : List.of(text);
  }

  private static Room room(List<String> cells) {
    List<String> alsoUses = quoted(cells.get(3));
    boolean only = cells.get(3).startsWith("only ");
    boolean planned = cells.get(1).endsWith("(planned)");
    String name = quoted(cells.get(1)).get(0);
    return new Room(name, Integer.parseInt(cells.get(2)), only, alsoUses, planned);
  }

  private static Reserve reserve(List<String> cells) {
    List<String> rooms = quoted(cells.get(2));
    require(
        rooms.isEmpty() == cells.get(2).equals("nowhere"),
        "who may use it is neither a list nor nowhere: " + cells.get(2));
    return new Reserve(quoted(cells.get(1)), rooms);
  }

  private static Map<Integer, List<String>> drawing(String document) {
    Map<Integer, List<String>> layers = new LinkedHashMap<>();
    for (String line : document.lines().toList()) {
      var layer = DRAWN_LAYER.matcher(line);
      if (layer.matches()) {
        layers.put(Integer.parseInt(layer.group(1)), List.of(layer.group(2).split(" +", -1)));
      }
    }
    return layers;
  }

  private static List<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map((MatchResult r) -> r.group(1)).toList();
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException("architecture.md: " + message);
    }
  }

  /** The names in the table, in the order of the alphabet. */
  TreeSet<String> names() {
    return rooms.keySet().stream().collect(toCollection(TreeSet::new));
  }
}

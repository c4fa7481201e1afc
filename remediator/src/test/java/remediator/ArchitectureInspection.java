package remediator;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.ArchitectureMap.Reserve;
import remediator.ArchitectureMap.Room;

/**
 * Compiled classes under one root package, held against the law.
 *
 * <p>Findings are sentences, sorted, each once. It sees what is in class files: a constant that the
 * compiler copied, or a name in a comment, it does not see.
 */
record ArchitectureInspection(ArchitectureMap law, String root, JavaClasses classes) {

  /** Uses of our own packages that go up, or aside without an arrow. */
  SortedSet<String> forbiddenDirections() {
    return sorted(classes.stream().flatMap(this::forbiddenDirections));
  }

  /** Uses of what comes from outside, out of its room. */
  SortedSet<String> strayForeigners() {
    return sorted(classes.stream().flatMap(this::strayForeigners));
  }

  /** Packages that hold classes and have no row in the table. */
  SortedSet<String> packagesWithoutRow() {
    return sorted(inhabited().filter(name -> law.room(name).isEmpty()));
  }

  /** Rows that say (planned) of a package with classes, or do not say it of one without. */
  SortedSet<String> wrongPlans() {
    Set<String> inhabited = inhabited().collect(Collectors.toSet());
    return sorted(
        law.names().stream()
            .filter(name -> law.room(name).orElseThrow().planned() == inhabited.contains(name))
            .map(
                name ->
                    inhabited.contains(name)
                        ? "`" + name + "` has classes: take (planned) from its row"
                        : "`" + name + "` has no classes: write (planned) after its name"));
  }

  private Stream<String> forbiddenDirections(JavaClass user) {
    return user.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .map(JavaClass::getBaseComponentType)
        .filter(used -> used.getName().startsWith(root + "."))
        .filter(used -> !mayUse(user, used))
        .map(used -> user.getName() + " may not use " + used.getName());
  }

  private boolean mayUse(JavaClass user, JavaClass used) {
    Optional<Room> from = law.room(roomOf(user));
    Optional<Room> to = law.room(roomOf(used));
    return from.isEmpty() || to.isEmpty() || from.get().mayUse(to.get());
  }

  private Stream<String> strayForeigners(JavaClass user) {
    return targets(user).flatMap(target -> strayForeigner(user, target));
  }

  private Stream<String> strayForeigner(JavaClass user, String target) {
    String room = roomOf(user);
    String outermost = user.getName().replaceAll("\\$.*", "");
    String roomAndClass = room + outermost.substring(outermost.lastIndexOf('.'));
    for (Reserve reserve : law.reserves()) {
      boolean reserved = reserve.patterns().stream().anyMatch(p -> Reserve.matches(p, target));
      if (reserved && !reserve.admits(room, roomAndClass)) {
        return Stream.of(user.getName() + " may not use " + target);
      }
    }
    return Stream.empty();
  }

  /** Names of the classes that a class uses, and of the members of them, as {@code a.B#c}. */
  private static Stream<String> targets(JavaClass user) {
    Stream<String> types =
        user.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName());
    Stream<String> members =
        user.getAccessesFromSelf().stream()
            .map(JavaAccess::getTarget)
            .map(target -> target.getOwner().getName() + "#" + target.getName());
    return Stream.concat(types, members);
  }

  private Stream<String> inhabited() {
    return classes.stream()
        .filter(c -> !c.getSimpleName().equals("package-info"))
        .map(this::roomOf)
        .distinct();
  }

  private String roomOf(JavaClass someClass) {
    String name = someClass.getPackageName();
    return name.equals(root) ? ArchitectureMap.STORY : name.substring(root.length() + 1);
  }

  private static SortedSet<String> sorted(Stream<String> sentences) {
    return sentences.collect(Collectors.toCollection(TreeSet::new));
  }
}

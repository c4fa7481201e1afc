package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The compiled classes against {@code docs/architecture.md}, which is the law. */
final class ArchitectureTest {

  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("remediator");

  private static ArchitectureMap law() throws IOException {
    return ArchitectureMap.parse(Files.readString(MODULE.resolve("docs/architecture.md")));
  }

  private static ArchitectureInspection inspection() throws IOException {
    return new ArchitectureInspection(law(), "remediator", CLASSES);
  }

  @Test
  void importsPointDownOrAlongAnArrow() throws IOException {
    assertEquals(Set.of(), inspection().forbiddenDirections());
  }

  @Test
  void whatComesFromOutsideStaysInItsRoom() throws IOException {
    assertEquals(Set.of(), inspection().strayForeigners());
  }

  @Test
  void everyPackageWithClassesHasARow() throws IOException {
    assertEquals(Set.of(), inspection().packagesWithoutRow());
  }

  @Test
  void everyRowHasClassesOrIsPlanned() throws IOException {
    assertEquals(Set.of(), inspection().wrongPlans());
  }

  @Test
  void drawingAndTableAgree() throws IOException {
    assertEquals(List.of(), law().disagreements());
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIs() throws IOException {
    Set<String> silent = new TreeSet<>();
    for (JavaClass someClass : CLASSES) {
      if (!isNullMarkedAndDescribed(someClass.getPackage())) {
        silent.add(someClass.getPackageName());
      }
    }
    assertEquals(Set.of(), silent);
  }

  /** Guards the tests above against looking at nothing. */
  @Test
  void theClassesWereFound() {
    assertTrue(CLASSES.contain("remediator.cli.Main"), "no classes below " + MODULE);
  }

  @Test
  void aLawlessClassIsCaught() throws IOException {
    var lawless =
        new ArchitectureInspection(
            law(),
            "remediator.lawless",
            new ClassFileImporter().importPackages("remediator.lawless"));

    assertEquals(
        List.of(
            "remediator.lawless.kernel.LooksUp may not use remediator.lawless.plan.Later",
            "remediator.lawless.linux.KnowsTooMuch may not use remediator.lawless.plan.Later",
            "remediator.lawless.memory.LooksAside may not use remediator.lawless.policy.Judge"),
        List.copyOf(lawless.forbiddenDirections()));
    assertEquals(
        List.of(
            "remediator.lawless.memory.LooksAside may not use com.google.gson.Gson",
            "remediator.lawless.plan.Later may not use java.lang.System#nanoTime",
            "remediator.lawless.policy.Judge$Inner may not use java.nio.file.Files",
            "remediator.lawless.policy.Judge$Inner may not use java.nio.file.Path"),
        List.copyOf(lawless.strayForeigners()));
    assertEquals(Set.of("attic"), lawless.packagesWithoutRow());
    assertTrue(
        lawless.wrongPlans().contains("`host` has no classes: write (planned) after its name"));
  }

  @Test
  void aDrawingThatDiffersFromTheTableIsCaught() {
    String document =
        """
            1  upper                      the roof
            0  left  ->  right            the ground

        | package | layer | also uses | one line | holds |
        |---|---|---|---|---|
        | `upper` | 0 | | | |
        | `left` | 0 | | | |
        | `right` | 0 | | | |
        """;

    assertEquals(
        Set.of(
            "`upper` is not drawn in layer 0",
            "layer 0: the arrow from left to right is not in a row"),
        Set.copyOf(ArchitectureMap.parse(document).disagreements()));
  }

  @Test
  void aRowThatNamesAnUnknownPackageIsRefused() {
    String row = "| `left` | 0 | `nobody` | | |\n";

    assertThrows(IllegalArgumentException.class, () -> ArchitectureMap.parse(row));
  }

  private static boolean isNullMarkedAndDescribed(JavaPackage inhabited) throws IOException {
    Path source =
        MODULE
            .resolve("src/main/java/" + inhabited.getName().replace('.', '/'))
            .resolve("package-info.java");
    return inhabited.isAnnotatedWith(NullMarked.class)
        && Files.readString(source).startsWith("/**");
  }
}

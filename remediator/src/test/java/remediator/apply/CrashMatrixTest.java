package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import remediator.host.MemoryHostFiles;
import remediator.host.Primitive;

/** At any instant the host is the old or the new one, and recovery ends in exactly one of them. */
final class CrashMatrixTest {

  @Test
  void everyCrashOfEveryRunIsRecovered() {
    CrashMatrix matrix = new CrashMatrix();
    matrix.exploreTwice("apply", Scene::host, CrashMatrixTest::apply);
    matrix.exploreTwice("rollback", Scene::hostWithPlanApplied, CrashMatrixTest::rollback);
    report(matrix);
    assertEquals(List.of(), matrix.lost().stream().limit(5).toList());
    assertTrue(matrix.states() > 1000, matrix.states() + " states are too few to mean anything");
  }

  @Test
  void aSecondApplyAfterAKilledOneIsRecoveredToo() {
    CrashMatrix matrix = new CrashMatrix();
    matrix.explore("apply after kill", CrashMatrixTest::killedHalfWay, CrashMatrixTest::apply);
    report(matrix);
    assertEquals(List.of(), matrix.lost().stream().limit(5).toList());
  }

  @Test
  void directoriesThatAreNotSyncedAreNoticed() {
    assertNoticed(each -> isOn(each, Primitive.Kind.SYNC_DIRECTORY, "/boot/grub2"));
  }

  @Test
  void newFilesThatAreNotSyncedBeforeTheRenameAreNoticed() {
    assertNoticed(each -> isOn(each, Primitive.Kind.SYNC, "/boot/grub2/.grub.cfg.remediator"));
  }

  @Test
  void backupsThatAreNotSyncedAreNoticed() {
    assertNoticed(each -> isOn(each, Primitive.Kind.SYNC, Scene.STATE) && isOriginal(each));
  }

  @Test
  void aJournalThatIsNotSyncedIsNoticed() {
    assertNoticed(each -> each.kind() == Primitive.Kind.SYNC && isJournal(each));
  }

  @Test
  void aStateDirectoryThatIsNotSyncedIsNoticed() {
    assertNoticed(each -> isOn(each, Primitive.Kind.SYNC_DIRECTORY, Scene.STATE));
  }

  private static void assertNoticed(Predicate<Primitive> forgotten) {
    CrashMatrix matrix = new CrashMatrix();
    matrix.explore("broken", () -> Scene.host().forgetting(forgotten), CrashMatrixTest::apply);
    assertTrue(matrix.recovered() < matrix.states(), "all " + matrix.states() + " recovered");
  }

  private static boolean isOn(Primitive each, Primitive.Kind kind, String pathPrefix) {
    return each.kind() == kind && each.path().value().startsWith(pathPrefix);
  }

  private static boolean isOriginal(Primitive each) {
    return each.path().parent().name().equals("original");
  }

  private static boolean isJournal(Primitive each) {
    return each.path().name().equals("journal");
  }

  private static MemoryHostFiles killedHalfWay() {
    MemoryHostFiles host = Scene.host();
    apply(host);
    int half = host.primitives().size() * 3 / 4;
    MemoryHostFiles killed = Scene.host();
    killed.stopAfter(half);
    try {
      apply(killed);
    } catch (remediator.host.CrashError expected) {
      return killed.restart();
    }
    throw new AssertionError("the run came to its end");
  }

  private static void apply(MemoryHostFiles host) {
    Scene.transactions(host).apply(Scene.plan(Scene.host()));
  }

  private static void rollback(MemoryHostFiles host) {
    Scene.transactions(host).rollback(Optional.empty());
  }

  @SuppressWarnings("SystemOut") // The figure is the promise that the README prints.
  private static void report(CrashMatrix matrix) {
    System.out.println(
        "crash states: "
            + matrix.recovered()
            + "/"
            + matrix.states()
            + " recovered ("
            + matrix.repeated()
            + " more were repeated)");
  }
}

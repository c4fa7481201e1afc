package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import remediator.host.MemoryHostFiles;

/**
 * Every call can fail, once or from then on: the host is as it was, or the outcome says it is not.
 */
final class ErrorInjectionTest {
  private static final List<String> ERRORS =
      List.of("Input/output error", "No space left on device", "Read-only file system");

  private final Map<String, String> oldTree = Scene.hostTree(Scene.host());
  private final Map<String, String> newTree = Scene.hostTree(Scene.hostWithPlanApplied());
  private final List<String> wrong = new ArrayList<>();
  private int injections;

  @Test
  void everyCallOfApplyMayFail() {
    inject(Scene::host, host -> Scene.transactions(host).apply(Scene.plan(Scene.host())), oldTree);
    report("apply");
  }

  @Test
  void everyCallOfRollbackMayFail() {
    inject(
        Scene::hostWithPlanApplied,
        host -> Scene.transactions(host).rollback(Optional.empty()),
        newTree);
    report("rollback");
  }

  private void inject(
      Supplier<MemoryHostFiles> scene,
      Function<MemoryHostFiles, Outcome> run,
      Map<String, String> treeAtStart) {
    MemoryHostFiles undisturbed = scene.get();
    Outcome done = run.apply(undisturbed);
    check("undisturbed", isDone(done), done.toString());
    for (int call = 0; call < undisturbed.calls(); call++) {
      String error = ERRORS.get(call % ERRORS.size());
      for (boolean forEver : new boolean[] {false, true}) {
        MemoryHostFiles host = scene.get();
        host.failAt(call, error, forEver);
        judge("call " + call + (forEver ? " and later" : ""), host, run.apply(host), treeAtStart);
        injections++;
      }
    }
  }

  private void judge(
      String where, MemoryHostFiles host, Outcome outcome, Map<String, String> treeAtStart) {
    host.restart();
    Map<String, String> found = withoutTemporaries(Scene.hostTree(host));
    if (outcome instanceof Outcome.Failed failed) {
      check(where, failed.cause().contains(": "), "no cause: " + failed.cause());
      check(where, !failed.restored() || found.equals(treeAtStart), "not restored: " + failed);
    } else {
      check(where, isDone(outcome) && !found.equals(treeAtStart), "unexpected " + outcome);
    }
    settles(where, host);
  }

  /** Afterwards, with the fault gone, recover ends in one of the two states, clean. */
  private void settles(String where, MemoryHostFiles host) {
    Outcome outcome = Scene.transactions(host).recover();
    boolean settled =
        outcome instanceof Outcome.Recovered || outcome instanceof Outcome.NothingToDo;
    check(where, settled, "recover says " + outcome);
    Map<String, String> found = Scene.hostTree(host);
    check(where, found.equals(oldTree) || found.equals(newTree), "neither: " + found.keySet());
  }

  private static boolean isDone(Outcome outcome) {
    return outcome instanceof Outcome.Applied || outcome instanceof Outcome.RolledBack;
  }

  private void check(String where, boolean holds, String otherwise) {
    if (!holds) {
      wrong.add(where + ": " + otherwise);
    }
  }

  private static Map<String, String> withoutTemporaries(Map<String, String> tree) {
    Map<String, String> kept = new TreeMap<>(tree);
    kept.keySet().removeIf(path -> path.contains(".remediator-"));
    return kept;
  }

  @SuppressWarnings("SystemOut") // The figure is the promise that the README prints.
  private void report(String run) {
    System.out.printf(
        java.util.Locale.ROOT,
        "error injections (%s): %d/%d%n",
        run,
        injections - wrong.size(),
        injections);
    assertEquals(List.of(), wrong.stream().limit(5).toList());
    assertTrue(injections > 100, injections + " injections are too few to mean anything");
  }
}

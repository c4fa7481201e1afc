package remediator.apply;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import remediator.file.ContentDigest;
import remediator.host.CrashError;
import remediator.host.MemoryHostFiles;

/**
 * Stops a run before and after each of its primitives, loses power in every way, recovers, and
 * judges: the host must be the old one or the new one, whichever the history says, and clean.
 */
final class CrashMatrix {
  /** Of so many changes that are not synced every subset is tried: more than three reordered. */
  private static final int SUBSETS = 7;

  /** While recover itself runs, of which there are some thousand runs. */
  private static final int SUBSETS_OF_RECOVERY = 3;

  private final Map<String, String> oldTree = Scene.hostTree(Scene.host());
  private final Map<String, String> newTree = Scene.hostTree(Scene.hostWithPlanApplied());
  private final Set<String> judged = new HashSet<>();
  private final List<String> lost = new ArrayList<>();
  private int repeated;

  /** Every state a crash of {@code run} leaves on a host, recovered and judged. */
  void explore(String name, Supplier<MemoryHostFiles> host, Consumer<MemoryHostFiles> run) {
    explore(name, host, run, 0);
  }

  /** The same, and then {@code recover} is crashed at each of its own steps. */
  void exploreTwice(String name, Supplier<MemoryHostFiles> host, Consumer<MemoryHostFiles> run) {
    explore(name, host, run, 1);
  }

  private void explore(
      String name, Supplier<MemoryHostFiles> host, Consumer<MemoryHostFiles> run, int depth) {
    MemoryHostFiles undisturbed = host.get();
    run.accept(undisturbed);
    for (int step = 0; step < undisturbed.primitives().size(); step++) {
      int at = step;
      String where = name + ", " + step + " " + undisturbed.primitives().get(step);
      Supplier<MemoryHostFiles> before = () -> crashed(host, files -> files.stopBefore(at), run);
      Supplier<MemoryHostFiles> after = () -> crashed(host, files -> files.stopAfter(at), run);
      judgeAll("before " + where, before, 0);
      judgeAll("after " + where, after, depth);
    }
  }

  int states() {
    return judged.size();
  }

  int recovered() {
    return judged.size() - lost.size();
  }

  /** States that another way had led to already. */
  int repeated() {
    return repeated;
  }

  List<String> lost() {
    return List.copyOf(lost);
  }

  private void judgeAll(String where, Supplier<MemoryHostFiles> crashed, int depth) {
    MemoryHostFiles stopped = crashed.get();
    int number = 0;
    for (MemoryHostFiles started :
        stopped.afterPowerCut(depth > 0 ? SUBSETS : SUBSETS_OF_RECOVERY)) {
      if (judged.add(digest(started.tree()))) {
        judge(where + ", power cut " + number, started);
        exploreRecovery(where + ", power cut " + number, started, depth);
      } else {
        repeated++;
      }
      number++;
    }
    if (depth > 0) {
      explore(
          "recover after kill " + where,
          () -> crashed.get().restart(),
          files -> Scene.transactions(files).recover(),
          depth - 1);
    }
  }

  /**
   * The state is taken again for every step: it is what a power cut left, so nothing is pending.
   */
  private void exploreRecovery(String where, MemoryHostFiles started, int depth) {
    if (depth == 0) {
      return;
    }
    explore(
        "recover " + where, started::copy, files -> Scene.transactions(files).recover(), depth - 1);
  }

  private static String digest(Map<String, String> tree) {
    return ContentDigest.of(tree.toString().getBytes(StandardCharsets.ISO_8859_1)).hex();
  }

  private void judge(String where, MemoryHostFiles judgedFiles) {
    MemoryHostFiles files = judgedFiles.copy();
    try {
      Outcome outcome = Scene.transactions(files).recover();
      String verdict = verdict(files, outcome);
      if (!verdict.isEmpty()) {
        lost.add(where + ": " + verdict);
      }
    } catch (IOException e) {
      lost.add(where + ": " + e);
    }
  }

  private String verdict(MemoryHostFiles files, Outcome outcome) throws IOException {
    if (!(outcome instanceof Outcome.Recovered) && !(outcome instanceof Outcome.NothingToDo)) {
      return outcome.toString();
    }
    Transactions transactions = Scene.transactions(files);
    if (!(transactions.recover() instanceof Outcome.NothingToDo)) {
      return "recover has more to do the second time";
    }
    boolean applied = transactions.latestApplied().isPresent();
    Map<String, String> expected = applied ? newTree : oldTree;
    Map<String, String> found = Scene.hostTree(files);
    return found.equals(expected) ? "" : "applied=" + applied + ", but " + found.keySet();
  }

  private static MemoryHostFiles crashed(
      Supplier<MemoryHostFiles> host,
      Consumer<MemoryHostFiles> stop,
      Consumer<MemoryHostFiles> run) {
    MemoryHostFiles files = host.get();
    stop.accept(files);
    try {
      run.accept(files);
    } catch (CrashError expected) {
      return files;
    }
    throw new AssertionError("the run came to its end");
  }
}

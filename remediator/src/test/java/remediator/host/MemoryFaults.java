package remediator.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** When a {@link MemoryHostFiles} stops, fails, forgets to sync, or lets somebody else in. */
final class MemoryFaults {
  private static final int NEVER = -1;

  private final List<Primitive> primitives = new ArrayList<>();
  private int calls;
  private int stopBefore = NEVER;
  private int stopAfter = NEVER;
  private boolean stopped;
  private int failAt = NEVER;
  private boolean failForEver;
  private String failure = "";
  private Predicate<Primitive> forgotten = each -> false;
  private Predicate<Primitive> awaited = each -> false;
  private Runnable visitor = () -> {};

  /** Everything as new but for what the port forgets to do: that is how it is built. */
  void reset() {
    primitives.clear();
    calls = 0;
    stopBefore = NEVER;
    stopAfter = NEVER;
    stopped = false;
    failAt = NEVER;
    awaited = each -> false;
  }

  void stopBefore(int number) {
    stopBefore = number;
  }

  void stopAfter(int number) {
    stopAfter = number;
  }

  void failAt(int call, String message, boolean forEver) {
    failAt = call;
    failure = message;
    failForEver = forEver;
  }

  void forget(Predicate<Primitive> which) {
    forgotten = which;
  }

  Predicate<Primitive> forgotten() {
    return forgotten;
  }

  void before(Predicate<Primitive> which, Runnable visit) {
    awaited = which;
    visitor = visit;
  }

  List<Primitive> primitives() {
    return List.copyOf(primitives);
  }

  int calls() {
    return calls;
  }

  boolean isStopped() {
    return stopped;
  }

  /** True when this call is to fail; a stopped machine does not come so far. */
  boolean nextCallFails() {
    if (stopped) {
      throw new CrashError("earlier");
    }
    int call = calls++;
    return failAt != NEVER && (failForEver ? call >= failAt : call == failAt);
  }

  IOException failure(Object where) {
    return new IOException(where + ": " + failure);
  }

  void begin(Primitive primitive) {
    if (awaited.test(primitive)) {
      awaited = each -> false;
      visitor.run();
    }
    int number = primitives.size();
    primitives.add(primitive);
    stopWhen(number == stopBefore, "before " + primitive);
  }

  void end(Primitive primitive) {
    stopWhen(primitives.size() - 1 == stopAfter, "after " + primitive);
  }

  private void stopWhen(boolean now, String where) {
    if (now) {
      stopped = true;
      throw new CrashError(where);
    }
  }
}

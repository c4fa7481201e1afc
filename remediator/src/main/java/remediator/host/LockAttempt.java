package remediator.host;

import java.io.IOException;
import java.util.function.Function;

/** What came of asking for the lock, without waiting. */
public sealed interface LockAttempt {

  /** The lock is ours until {@link #close}; the kernel gives it back when the process dies. */
  non-sealed interface Held extends LockAttempt, AutoCloseable {
    @Override
    void close() throws IOException;

    @Override
    default <R> R match(Function<Held, R> held, Function<HeldByOther, R> heldByOther) {
      return held.apply(this);
    }
  }

  /** Another run holds it; {@code holder} is what that run wrote of itself, untrusted text. */
  record HeldByOther(String holder) implements LockAttempt {
    @Override
    public <R> R match(Function<Held, R> held, Function<HeldByOther, R> heldByOther) {
      return heldByOther.apply(this);
    }
  }

  <R> R match(Function<Held, R> held, Function<HeldByOther, R> heldByOther);
}

package remediator.kernel;

import java.util.function.Function;

/** What a boot log proves about one parameter. Most logs prove nothing, and say so in words. */
public sealed interface LogProof {

  /** The kernel logged that it did what the parameter asks: it understands it. */
  record Understood(LogFinding finding, String statement) implements LogProof {
    @Override
    public <R> R match(
        Function<Understood, R> understood,
        Function<Ignored, R> ignored,
        Function<Silent, R> silent) {
      return understood.apply(this);
    }
  }

  /** The kernel named the parameter among those it does not know. */
  record Ignored(LogFinding finding, String statement) implements LogProof {
    @Override
    public <R> R match(
        Function<Understood, R> understood,
        Function<Ignored, R> ignored,
        Function<Silent, R> silent) {
      return ignored.apply(this);
    }
  }

  /** The log proves neither; the statement says why, and is never to be read as support. */
  record Silent(String statement) implements LogProof {
    @Override
    public <R> R match(
        Function<Understood, R> understood,
        Function<Ignored, R> ignored,
        Function<Silent, R> silent) {
      return silent.apply(this);
    }
  }

  String statement();

  <R> R match(
      Function<Understood, R> understood, Function<Ignored, R> ignored, Function<Silent, R> silent);
}

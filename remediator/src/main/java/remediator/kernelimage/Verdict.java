package remediator.kernelimage;

import java.util.List;
import java.util.function.Function;

/**
 * Whether a kernel understands a boot parameter, with all evidence for and against, the deciding
 * one first.
 */
public sealed interface Verdict {

  /** The kernel acts on it: use it. */
  record Understood(List<SupportEvidence> evidence, List<String> disagreements) implements Verdict {
    public Understood {
      evidence = List.copyOf(evidence);
      disagreements = List.copyOf(disagreements);
    }

    @Override
    public String word() {
      return "understood";
    }

    @Override
    public <R> R match(
        Function<Understood, R> understood,
        Function<Ignored, R> ignored,
        Function<Unknown, R> unknown) {
      return understood.apply(this);
    }
  }

  /** The kernel drops it, usually without a word: choose another remedy or another kernel. */
  record Ignored(List<SupportEvidence> evidence, List<String> disagreements) implements Verdict {
    public Ignored {
      evidence = List.copyOf(evidence);
      disagreements = List.copyOf(disagreements);
    }

    @Override
    public String word() {
      return "ignored";
    }

    @Override
    public <R> R match(
        Function<Understood, R> understood,
        Function<Ignored, R> ignored,
        Function<Unknown, R> unknown) {
      return ignored.apply(this);
    }
  }

  /** Nobody can tell: no decision may rest on it; the reason says what would help. */
  record Unknown(String reason, List<SupportEvidence> evidence) implements Verdict {
    public Unknown {
      evidence = List.copyOf(evidence);
    }

    @Override
    public List<String> disagreements() {
      return List.of();
    }

    @Override
    public String word() {
      return "unknown";
    }

    @Override
    public <R> R match(
        Function<Understood, R> understood,
        Function<Ignored, R> ignored,
        Function<Unknown, R> unknown) {
      return unknown.apply(this);
    }
  }

  /** What every source that was asked said, the deciding one first. */
  List<SupportEvidence> evidence();

  /** In sentences: which source contradicts the verdict, and why it did not win. */
  List<String> disagreements();

  /** The word of the JSON interface: {@code understood}, {@code ignored} or {@code unknown}. */
  String word();

  <R> R match(
      Function<Understood, R> understood,
      Function<Ignored, R> ignored,
      Function<Unknown, R> unknown);
}

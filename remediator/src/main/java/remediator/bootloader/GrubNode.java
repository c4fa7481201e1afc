package remediator.bootloader;

import java.util.List;

/** A piece of a grub.cfg script: what GRUB runs, with the places it stands at. */
sealed interface GrubNode {
  /** The line on which it begins, counted from 1. */
  int line();

  /** The span of a word in the text. */
  record Span(int start, int end) {}

  /** A command and its words; {@code menuentry} and {@code submenu} have a block. */
  record Command(List<Span> words, List<GrubNode> block, int line) implements GrubNode {}

  /** A chain of conditions with what follows from each, and what follows from none. */
  record Choice(List<Branch> branches, List<GrubNode> otherwise, int line) implements GrubNode {}

  /** One condition (its last command decides) and its consequence. */
  record Branch(List<GrubNode> condition, List<GrubNode> body) {}

  /** A loop; the commands of its condition are part of the body. */
  record Loop(List<GrubNode> body, int line) implements GrubNode {}

  /** The definition of a function. */
  record Function(List<GrubNode> body, int line) implements GrubNode {}
}

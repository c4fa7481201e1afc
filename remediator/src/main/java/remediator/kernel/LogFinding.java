package remediator.kernel;

import java.util.List;

/**
 * A message of the kernel that bears on our remedies, understood.
 *
 * @param kind which family of lines it belongs to
 * @param message the message that says it
 * @param words what the message names, in its order: the controller, the unknown words, the option
 * @param details messages that follow and belong to it (the cache and nodes of a SLUB failure)
 * @param mayBeCut the record was as long as the ring allows, so the list may miss its end
 */
public record LogFinding(
    LineFamily kind,
    BootMessage message,
    List<String> words,
    List<BootMessage> details,
    boolean mayBeCut) {

  public LogFinding {
    words = List.copyOf(words);
    details = List.copyOf(details);
  }

  /** Stable across releases of this tool: {@code log.} and the family's name. */
  public String id() {
    return kind.id();
  }

  /** What the message names first; empty text when it names nothing. */
  public String subject() {
    return words.isEmpty() ? "" : words.get(0);
  }

  /** The text to show as evidence, untrusted. */
  public String excerpt() {
    return message.text();
  }
}

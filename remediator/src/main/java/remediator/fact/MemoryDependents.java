package remediator.fact;

import java.util.List;

/**
 * Everything found that depends on the memory controller, and every source that could not be asked.
 *
 * <p>An empty {@code found} means "nothing depends on it" only when {@code unread} is empty too.
 */
public record MemoryDependents(
    List<MemoryDependent> found, List<Fact.Unknown<MemoryDependent>> unread) {
  public MemoryDependents {
    found = List.copyOf(found);
    unread = List.copyOf(unread);
  }
}

package remediator.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a plan promises to the next boot, kept with the transaction so that verification needs no
 * other memory.
 *
 * <p>{@code present} are whole parameters with one token each ({@code cgroup.memory=nokmem}) that
 * the running line must hold, {@code absent} those it must not. {@code bootId} is
 * /proc/sys/kernel/random/boot_id when the plan was made, empty when it could not be read: then
 * only the running line can tell whether the host has booted since.
 */
public record Expectation(
    String policy, List<String> present, List<String> absent, Optional<String> bootId) {
  public Expectation {
    present = List.copyOf(present);
    absent = List.copyOf(absent);
  }
}

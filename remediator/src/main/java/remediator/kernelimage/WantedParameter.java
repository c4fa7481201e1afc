package remediator.kernelimage;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A boot parameter we ask a kernel about, and the token among its comma-separated values.
 *
 * @param parameter the name, such as {@code cgroup.memory}; {@code -} and {@code _} are the same in
 *     it (parameqn, kernel/params.c)
 * @param token one value, such as {@code nokmem}, compared exactly
 */
public record WantedParameter(String parameter, Optional<String> token) {

  /** The remedy that keeps the controller and stops the kernel memory accounting. */
  public static final WantedParameter NOKMEM =
      new WantedParameter("cgroup.memory", Optional.of("nokmem"));

  /** The remedy that gives the memory controller up. */
  public static final WantedParameter DISABLE_MEMORY =
      new WantedParameter("cgroup_disable", Optional.of("memory"));

  public WantedParameter {
    if (parameter.isEmpty()
        || parameter.indexOf('=') >= 0
        || token.filter(String::isEmpty).isPresent()) {
      throw new IllegalArgumentException(
          "not a parameter name and a token: " + parameter + " " + token);
    }
  }

  /** Reads {@code NAME} or {@code NAME=TOKEN}; empty when there is no name. */
  public static Optional<WantedParameter> parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    String token = equals < 0 ? "" : text.substring(equals + 1);
    return name.isEmpty()
        ? Optional.empty()
        : Optional.of(new WantedParameter(name, Optional.of(token).filter(t -> !t.isEmpty())));
  }

  /** The name in the one spelling used for look-ups. */
  String normalName() {
    return parameter.replace('-', '_');
  }

  boolean names(String otherParameter) {
    return normalName().equals(otherParameter.replace('-', '_'));
  }

  /** Written out: the one that records are born with links method handles at its first call. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WantedParameter wanted
        && parameter.equals(wanted.parameter)
        && token.equals(wanted.token);
  }

  @Override
  public int hashCode() {
    return 31 * parameter.hashCode() + token.hashCode();
  }

  /** {@code NAME} or {@code NAME=TOKEN}. */
  public String text() {
    return token.map(t -> parameter + "=" + t).orElse(parameter);
  }

  @Override
  public String toString() {
    return text();
  }
}

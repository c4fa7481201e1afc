package remediator.plan;

import java.util.Optional;

/**
 * Which kernels' boot entries are changed: {@code --kernels all|default|RELEASE}.
 *
 * <p>{@code all} and {@code default} also change the source of the next generated configuration, so
 * a kernel that is installed later gets the parameters too; one RELEASE alone cannot be said there
 * and stays an edit of the generated file.
 */
public record KernelChoice(String text) {
  public static final KernelChoice ALL = new KernelChoice("all");
  public static final KernelChoice DEFAULT = new KernelChoice("default");

  public KernelChoice {
    if (text.isBlank()) {
      throw new IllegalArgumentException("--kernels is all, default or a kernel release");
    }
  }

  /** The one release that was named, empty for {@code all} and {@code default}. */
  public Optional<String> release() {
    return equals(ALL) || equals(DEFAULT) ? Optional.empty() : Optional.of(text);
  }
}

package remediator.kernelimage;

import java.util.List;

/**
 * One row of the kernel's table of boot parameters, {@code struct obs_kernel_param}
 * (include/linux/init.h, the same from 2.6.11 to 7.2).
 *
 * @param text the string as it stands in the table, one character per byte: {@code cgroup.memory=}
 *     of {@code __setup}, {@code mem} of {@code early_param}, sometimes with a value ({@code
 *     xive=off})
 * @param early whether the kernel reads it before memory is set up (early_param)
 * @param obsolete whether it has no handler: the kernel says "is obsolete, ignored"
 * @param literals the text constants that the machine code at the handler refers to, such as {@code
 *     nokmem}, and behind a short handler its neighbour's; empty where code of this architecture is
 *     not read
 */
public record BootParameter(String text, boolean early, boolean obsolete, List<String> literals) {

  public BootParameter {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a boot parameter has a name");
    }
    literals = List.copyOf(literals);
  }

  /** The name alone: what stands before the first {@code =}. */
  public String name() {
    int equals = text.indexOf('=');
    return equals < 0 ? text : text.substring(0, equals);
  }
}

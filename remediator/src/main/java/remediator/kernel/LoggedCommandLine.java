package remediator.kernel;

/**
 * The command line as the kernel logged it: {@code Kernel command line:}, joined where it was split
 * over several records.
 *
 * <p>{@code mayBeCut}: a record was as long as the ring allows, so the end may be missing and
 * {@code /proc/cmdline} is to be preferred (LOG_LINE_MAX, kernel/printk.c).
 */
public record LoggedCommandLine(String text, boolean mayBeCut) {}

package remediator.fact;

import java.util.List;
import remediator.kernel.BootLog;

/**
 * Everything known of one host at one moment.
 *
 * <p>{@code live} is true when the facts speak of the machine this process ran on, false for a
 * tree. {@code runningCommandLine} is /proc/cmdline without its final newline. {@code bootId} is
 * /proc/sys/kernel/random/boot_id. {@code log} is the log of the running boot where that can be
 * told, else of the last one on record.
 */
public record HostFacts(
    boolean live,
    Fact<String> machineId,
    Fact<String> bootId,
    Fact<Distribution> distribution,
    Fact<String> architecture,
    Fact<Firmware> firmware,
    Fact<String> runningRelease,
    Fact<String> runningCommandLine,
    Fact<List<InstalledKernel>> kernels,
    Fact<CgroupMode> cgroupMode,
    List<ContainerRuntime> runtimes,
    MemoryDependents dependents,
    MemoryFigures memory,
    BootSetup bootSetup,
    Fact<BootLog> log) {

  public HostFacts {
    runtimes = List.copyOf(runtimes);
  }
}

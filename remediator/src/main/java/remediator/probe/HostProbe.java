package remediator.probe;

import java.util.List;
import remediator.fact.CgroupMode;
import remediator.fact.ContainerRuntime;
import remediator.fact.Distribution;
import remediator.fact.Fact;
import remediator.fact.Firmware;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.fact.MemoryDependents;
import remediator.fact.MemoryFigures;
import remediator.host.Decompressor;
import remediator.host.Host;
import remediator.kernel.BootLog;
import remediator.kernelimage.ReleaseTable;
import remediator.kernelimage.WantedParameter;

/** Opens every source of a host and returns what is known; never throws on what a host holds. */
public final class HostProbe {
  /** The remedies, about which every kernel is asked. */
  public static final List<WantedParameter> REMEDIES =
      List.of(WantedParameter.NOKMEM, WantedParameter.DISABLE_MEMORY);

  private HostProbe() {}

  /** Everything known of this host, its kernels asked about the remedies. */
  public static HostFacts probe(Host host, Decompressor decompressor) {
    return probe(host, decompressor, REMEDIES);
  }

  /** The same, its kernels asked about {@code wanted}. */
  public static HostFacts probe(
      Host host, Decompressor decompressor, List<WantedParameter> wanted) {
    Sources sources = new Sources(host.files());
    OsProbe os = new OsProbe(sources);
    RunningKernelProbe running = new RunningKernelProbe(sources, host.kernel());
    Fact<String> bootId = os.bootId();
    Fact<String> release = running.release();
    Fact<String> commandLine = running.commandLine();
    Fact<String> architecture = new ArchitectureProbe(sources).probe(running.machine(), release);
    Fact<Firmware> firmware = os.firmware(architecture.optional());
    Fact<Distribution> distribution = os.distribution();

    BootloaderProbe.Result boot =
        new BootloaderProbe(sources, host.isLive()).probe(distribution, firmware);
    RunningBoot runningBoot = RunningBoot.of(bootId, release, commandLine);
    LogProbe log = new LogProbe(host, decompressor);
    log.probe(runningBoot);
    Fact<List<InstalledKernel>> kernels =
        new KernelProbe(sources, witnesses(sources, decompressor, release, log))
            .probe(release, boot, wanted);
    Memory memory = memory(sources, host.isLive(), release);
    return new HostFacts(
        host.isLive(),
        os.machineId(),
        bootId,
        distribution,
        architecture,
        firmware,
        release,
        commandLine,
        kernels,
        memory.mode(),
        memory.runtimes(),
        memory.dependents(),
        memory.figures(),
        boot.setup(),
        log.log(runningBoot));
  }

  private static KernelWitnesses witnesses(
      Sources sources, Decompressor decompressor, Fact<String> release, LogProbe log) {
    return new KernelWitnesses(
        sources, decompressor, ReleaseTable.shipped(), release.optional(), log.boots());
  }

  /** What concerns control groups: their tree is walked once for figures and dependents. */
  private record Memory(
      Fact<CgroupMode> mode,
      MemoryFigures figures,
      List<ContainerRuntime> runtimes,
      MemoryDependents dependents) {}

  private static Memory memory(Sources sources, boolean live, Fact<String> release) {
    Reading<CgroupMounts> mounts = CgroupMounts.probe(sources);
    Fact<CgroupMode> mode = CgroupMounts.mode(mounts);
    CgroupTree tree = CgroupTree.walk(sources, mounts);
    MemoryFigures figures = new MemoryProbe(sources, live).probe(release, mode, tree);
    ProcessTable processes = ProcessTable.probe(sources);
    List<ContainerRuntime> runtimes = new RuntimeProbe(sources, processes).probe();
    MemoryDependents dependents =
        new DependentsProbe(sources, processes).probe(runtimes, tree, figures.total().optional());
    return new Memory(mode, figures, runtimes, dependents);
  }

  /** Every boot log of this host, by source, the newest first; sources that failed come last. */
  public static List<Fact<List<BootLog>>> logs(Host host, Decompressor decompressor) {
    Sources sources = new Sources(host.files());
    RunningKernelProbe runningKernel = new RunningKernelProbe(sources, host.kernel());
    Fact<String> bootId = new OsProbe(sources).bootId();
    LogProbe log = new LogProbe(host, decompressor);
    log.probe(RunningBoot.of(bootId, runningKernel.release(), runningKernel.commandLine()));
    return log.bySource();
  }
}

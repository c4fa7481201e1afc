package remediator.probe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
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
import remediator.kernelimage.Vocabulary;
import remediator.kernelimage.WantedParameter;

/** Opens every source of a host and returns what is known; never throws on what a host holds. */
public final class HostProbe {
  /** The remedies, about which every kernel is asked. */
  public static final List<WantedParameter> REMEDIES =
      List.of(WantedParameter.NOKMEM, WantedParameter.DISABLE_MEMORY);

  private HostProbe() {}

  private static final String NOT_ASKED = "was not asked: the command does not need it";

  /** Everything known of this host, its kernels asked about the remedies. */
  public static HostFacts probe(Host host, Decompressor decompressor) {
    return probe(host, decompressor, ImageReadings.unbounded(host.files()), REMEDIES);
  }

  /** The same, its kernels asked about {@code wanted}. */
  public static HostFacts probe(
      Host host, Decompressor decompressor, ImageReadings images, List<WantedParameter> wanted) {
    Sources sources = new Sources(host.files());
    images.start(() -> new KernelImages(sources).listed());
    RunningKernelProbe running = new RunningKernelProbe(sources, host.kernel());
    Fact<String> release = running.release();
    Fact<String> architecture = new ArchitectureProbe(sources).probe(running.machine(), release);
    Ground ground = ground(host, sources, running, release, architecture);
    LogProbe log = new LogProbe(host, decompressor);
    log.probe(ground.runningBoot());
    Memory memory = memory(sources, host.isLive(), release);
    return facts(
        host,
        ground,
        kernels(host, ground, new KernelFiles(sources, decompressor), images, log::boots, wanted),
        memory,
        log.log(ground.runningBoot()));
  }

  /** Begins to read the images of a host that will be asked about later. */
  public static void begin(ImageReadings images, Host host) {
    images.start(() -> new KernelImages(new Sources(host.files())).listed());
  }

  /**
   * What is known of the kernels, and what they need to be told apart; everything else is unknown,
   * since it was not asked. Native code, programs and logs are used only where nothing else tells.
   */
  public static HostFacts kernels(
      Host host, Decompressor decompressor, ImageReadings images, List<WantedParameter> wanted) {
    Sources sources = new Sources(host.files());
    images.start(() -> new KernelImages(sources).listed());
    RunningKernelProbe running = new RunningKernelProbe(sources, host.kernel());
    Fact<String> release = running.releaseByFile();
    Fact<String> architecture = new ArchitectureProbe(sources).byFiles(release, running::machine);
    Ground ground = ground(host, sources, running, release, architecture);
    Supplier<List<LoggedBoot>> boots = () -> boots(host, decompressor, ground.runningBoot());
    return facts(
        host,
        ground,
        kernels(host, ground, new KernelFiles(sources, decompressor), images, boots, wanted),
        Memory.notAsked(sources),
        notAsked("log"));
  }

  /** What every question about a host begins with. */
  private record Ground(
      Sources sources,
      RunningKernelProbe running,
      Fact<String> machineId,
      Fact<String> bootId,
      Fact<String> release,
      Fact<String> commandLine,
      Fact<String> architecture,
      Fact<Firmware> firmware,
      Fact<Distribution> distribution,
      BootloaderProbe.Result boot) {

    RunningBoot runningBoot() {
      return RunningBoot.of(bootId, release, commandLine);
    }
  }

  private static Ground ground(
      Host host,
      Sources sources,
      RunningKernelProbe running,
      Fact<String> release,
      Fact<String> architecture) {
    OsProbe os = new OsProbe(sources);
    Fact<Firmware> firmware = os.firmware(architecture.optional());
    Fact<Distribution> distribution = os.distribution();
    return new Ground(
        sources,
        running,
        os.machineId(),
        os.bootId(),
        release,
        running.commandLine(),
        architecture,
        firmware,
        distribution,
        new BootloaderProbe(sources, host.isLive()).probe(distribution, firmware));
  }

  private static Fact<List<InstalledKernel>> kernels(
      Host host,
      Ground ground,
      KernelFiles files,
      ImageReadings images,
      Supplier<List<LoggedBoot>> boots,
      List<WantedParameter> wanted) {
    KernelWitnesses.Running running =
        new KernelWitnesses.Running(
            ground.release().optional(), ground.running().version().optional(), host.isLive());
    KernelWitnesses witnesses =
        new KernelWitnesses(
            ground.sources(), images, files, ReleaseTable.shipped(), running, boots);
    return new KernelProbe(ground.sources(), witnesses)
        .probe(ground.release(), ground.boot(), wanted);
  }

  private static HostFacts facts(
      Host host,
      Ground ground,
      Fact<List<InstalledKernel>> kernels,
      Memory memory,
      Fact<BootLog> log) {
    return new HostFacts(
        host.isLive(),
        ground.machineId(),
        ground.bootId(),
        ground.distribution(),
        ground.architecture(),
        ground.firmware(),
        ground.release(),
        ground.commandLine(),
        kernels,
        memory.mode(),
        memory.runtimes(),
        memory.dependents(),
        memory.figures(),
        ground.boot().setup(),
        log);
  }

  private static List<LoggedBoot> boots(Host host, Decompressor decompressor, RunningBoot running) {
    LogProbe log = new LogProbe(host, decompressor);
    log.probe(running);
    return log.boots();
  }

  private static <T> Fact.Unknown<T> notAsked(String what) {
    return new Fact.Unknown<>(what, NOT_ASKED);
  }

  private static MemoryFigures noFigures() {
    String memory = "memory figures";
    return new MemoryFigures(
        notAsked(memory),
        notAsked(memory),
        notAsked(memory),
        notAsked(memory),
        notAsked(memory),
        notAsked(memory),
        notAsked(memory),
        notAsked(memory),
        notAsked(memory),
        notAsked(memory));
  }

  /** What concerns control groups: their tree is walked once for figures and dependents. */
  private record Memory(
      Fact<CgroupMode> mode,
      MemoryFigures figures,
      List<ContainerRuntime> runtimes,
      MemoryDependents dependents) {

    static Memory notAsked(Sources sources) {
      return new Memory(
          CgroupMounts.mode(CgroupMounts.probe(sources)),
          noFigures(),
          List.of(),
          new MemoryDependents(List.of(), List.of(HostProbe.notAsked("memory dependents"))));
    }
  }

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

  /** What the image of each of these kernels knows, by release; images are read once. */
  public static Map<String, Fact<Vocabulary>> vocabularies(
      ImageReadings images, List<InstalledKernel> kernels) {
    return new Vocabularies(images::of).of(kernels);
  }

  /** The modules that can be loaded into each of these kernels, by release. */
  public static Map<String, Fact<Set<String>>> modules(Host host, List<InstalledKernel> kernels) {
    LoadableModules modules = new LoadableModules(new Sources(host.files()));
    Map<String, Fact<Set<String>>> byRelease = new TreeMap<>();
    kernels.forEach(kernel -> byRelease.put(kernel.release(), modules.of(kernel.release())));
    return byRelease;
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

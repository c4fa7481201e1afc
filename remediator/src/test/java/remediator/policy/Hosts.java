package remediator.policy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.BootFile;
import remediator.fact.BootSetup;
import remediator.fact.CgroupMode;
import remediator.fact.ContainerRuntime;
import remediator.fact.Distribution;
import remediator.fact.Evidence;
import remediator.fact.Fact;
import remediator.fact.Firmware;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.fact.MemoryDependent;
import remediator.fact.MemoryDependents;
import remediator.fact.MemoryFigures;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.Verdict;

/** Builds the facts of small hosts, one thing at a time; what is not said is known to be empty. */
final class Hosts {
  static final String NOKMEM = "cgroup.memory=nokmem";
  static final String DISABLE = "cgroup_disable=memory";
  static final String OLD = "3.10.0-514.el7.x86_64";
  static final String NEW = "3.10.0-1160.119.1.el7.x86_64";

  private final List<ContainerRuntime> runtimes = new ArrayList<>();
  private final List<MemoryDependent> dependents = new ArrayList<>();
  private final List<Fact.Unknown<MemoryDependent>> unread = new ArrayList<>();
  private final List<BootFile> bootFiles = new ArrayList<>();
  private final List<InstalledKernel> kernels = new ArrayList<>();
  private Fact<List<InstalledKernel>> noKernels = Fact.known(List.of(), "/boot", "");
  private Fact<BootSetup.DefaultEntry> bootsNext = Fact.unknown("/boot", "not told");
  private Fact<Distribution> distribution =
      Fact.known(new Distribution("centos", "7", List.of("rhel", "fedora"), ""), "os-release", "");
  private Fact<CgroupMode> cgroupMode = Fact.known(CgroupMode.V1, "/proc/self/mountinfo", "");
  private Fact<String> runningLine = Fact.known("ro quiet", "/proc/cmdline", "ro quiet");
  private Fact<Long> kmemUsage = Fact.unknown("/sys/fs/cgroup", "not there");

  static Hosts host() {
    return new Hosts();
  }

  /** The host of the first report. */
  static Hosts old() {
    return host().kernel(kernel(OLD).bootsNext().newest().running().ignoring()).docker();
  }

  /** The same with a kernel that understands the better remedy. */
  static Hosts recent() {
    return host().kernel(kernel(NEW).bootsNext().newest().running().understanding()).docker();
  }

  /** An old kernel, and a newest one; which of the two boots next is told. */
  static Hosts bothKernels(boolean newBoots) {
    Kernel old = kernel(OLD).ignoring();
    Kernel recent = kernel(NEW).newest().understanding();
    return host()
        .kernel(newBoots ? old : old.bootsNext())
        .kernel(newBoots ? recent.bootsNext() : recent);
  }

  Hosts kernel(Kernel kernel) {
    kernels.add(kernel.installed());
    return this;
  }

  Hosts kernelsUnknown(String reason) {
    noKernels = Fact.unknown("/boot", reason);
    return this;
  }

  Hosts bootsNext(Fact<BootSetup.DefaultEntry> entry) {
    bootsNext = entry;
    return this;
  }

  Hosts docker() {
    return runtime("docker");
  }

  Hosts runtime(String name) {
    runtimes.add(
        new ContainerRuntime(
            name, true, Optional.empty(), new Evidence("/usr/bin/" + name, "present")));
    return this;
  }

  Hosts limited(String container, long bytes) {
    return dependent(
        MemoryDependent.Kind.CONTAINER, container, Optional.of(bytes), "runs unlimited");
  }

  Hosts kubelet() {
    dependent(MemoryDependent.Kind.KUBELET, "kubelet", Optional.empty(), "does not start");
    return runtime("kubelet");
  }

  Hosts dependent(MemoryDependent.Kind kind, String name, Optional<Long> limit, String loss) {
    dependents.add(new MemoryDependent(kind, name, limit, loss, new Evidence("/etc/" + name, "")));
    return this;
  }

  Hosts unread(String source, String reason) {
    unread.add(new Fact.Unknown<>(source, reason));
    return this;
  }

  Hosts distribution(Fact<Distribution> known) {
    distribution = known;
    return this;
  }

  Hosts cgroupMode(Fact<CgroupMode> mode) {
    cgroupMode = mode;
    return this;
  }

  Hosts running(String line) {
    runningLine = Fact.known(line, "/proc/cmdline", line);
    return this;
  }

  Hosts runningUnknown() {
    runningLine = Fact.unknown("/proc/cmdline", "no such file");
    return this;
  }

  Hosts kernelMemoryUsage(long bytes) {
    kmemUsage = Fact.known(bytes, "/sys/fs/cgroup/memory", String.valueOf(bytes));
    return this;
  }

  Hosts bootFile(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    FileState.Regular state =
        new FileState.Regular(
            ContentDigest.of(bytes),
            FileAttributes.regular(0644, 0, 0, bytes.length, Instant.EPOCH));
    return bootFile(path, Fact.known(new BootFile.Content(text, state), path, ""));
  }

  Hosts unreadableBootFile(String path) {
    return bootFile(path, Fact.unknown(path, "permission denied"));
  }

  HostFacts facts() {
    Fact<List<InstalledKernel>> found =
        kernels.isEmpty() ? noKernels : Fact.known(kernels, "/boot", "vmlinuz-*");
    return new HostFacts(
        true,
        Fact.known("0123456789abcdef0123456789abcdef", "/etc/machine-id", ""),
        Fact.unknown("boot_id", "not there"),
        distribution,
        Fact.known("x86_64", "uname", ""),
        Fact.known(Firmware.BIOS, "/sys/firmware/efi", ""),
        runningRelease(),
        runningLine,
        found,
        cgroupMode,
        runtimes,
        new MemoryDependents(dependents, unread),
        figures(),
        new BootSetup(
            Fact.known(BootSetup.Kind.GRUB_FROM_DEFAULTS, "/etc/default/grub", ""),
            bootFiles,
            bootsNext),
        Fact.unknown("/dev/kmsg", "not read"));
  }

  private Hosts bootFile(String path, Fact<BootFile.Content> content) {
    HostPath at = HostPath.of(path);
    bootFiles.add(new BootFile(at, at, BootFile.Role.DEFAULTS, content));
    return this;
  }

  private Fact<String> runningRelease() {
    return kernels.stream()
        .filter(InstalledKernel::running)
        .findFirst()
        .map(kernel -> Fact.known(kernel.release(), "uname", kernel.release()))
        .orElseGet(() -> Fact.unknown("uname", "not the live host"));
  }

  private MemoryFigures figures() {
    Fact<Long> none = Fact.unknown("/proc", "not there");
    return new MemoryFigures(
        none,
        none,
        none,
        Fact.unknown("/proc/cgroups", "not there"),
        none,
        kmemUsage,
        none,
        none,
        none,
        kmemUsage);
  }

  static Kernel kernel(String release) {
    return new Kernel(release);
  }

  static SupportEvidence evidence(Says says, String reason) {
    return new SupportEvidence(
        Rung.SYSTEM_MAP, says, "/boot/System.map", "cgroup_memory", reason, Confidence.VERIFIED);
  }

  static Evidence evidenceOf(String source) {
    return new Evidence(source, "");
  }

  static Verdict understood() {
    return new Verdict.Understood(
        List.of(evidence(Says.UNDERSTOOD, "the symbol is there")), List.of());
  }

  static Verdict ignored() {
    return new Verdict.Ignored(List.of(evidence(Says.IGNORED, "the symbol is missing")), List.of());
  }

  static Verdict unknown() {
    return new Verdict.Unknown("no source could tell", List.of());
  }
}

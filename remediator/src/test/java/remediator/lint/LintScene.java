package remediator.lint;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import remediator.fact.BootFile;
import remediator.fact.BootSetup;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.fact.MemoryDependents;
import remediator.fact.MemoryFigures;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.TokenProof;
import remediator.kernelimage.Verdict;
import remediator.kernelimage.Vocabulary;

/** A host with command lines and kernels, one thing at a time; what is not said is not there. */
public final class LintScene {
  public static final String OLD = "3.10.0-514.el7.x86_64";
  public static final String NEW = "6.1.0-28-amd64";

  private static final List<String> COMMON =
      List.of(
          "!quiet",
          "!debug",
          "!mem",
          "!loglevel",
          "root=",
          "ro",
          "rw",
          "console=",
          "init=",
          "crashkernel",
          "cgroup_disable=",
          "noresume",
          "resume=",
          "selinux=",
          "audit=");

  private final List<InstalledKernel> kernels = new ArrayList<>();
  private final Map<String, Fact<Vocabulary>> vocabularies = new TreeMap<>();
  private final Map<String, Fact<Set<String>>> modules = new TreeMap<>();
  private final List<BootFile> files = new ArrayList<>();
  private Fact<String> line = Fact.unknown("/proc/cmdline", "not there");
  private Optional<String> running = Optional.empty();
  private Optional<BootSetup.DefaultEntry> next = Optional.empty();
  private boolean live;

  /** A host with one kernel of each kind, the new one running, next and newest. */
  public static LintScene two() {
    return new LintScene().oldKernel(false).newKernel();
  }

  /** A host with the new kernel alone. */
  public static LintScene one() {
    return new LintScene().newKernel();
  }

  public LintScene newKernel() {
    running = Optional.of(NEW);
    kernels.add(kernel(NEW, true));
    modules.put(NEW, Fact.known(Set.of("kvm_intel", "nvme", "ext4"), "modules.dep", ""));
    vocabularies.put(NEW, Fact.known(modern(), "vmlinuz", ""));
    return this;
  }

  public LintScene oldKernel(boolean counts) {
    kernels.add(kernel(OLD, counts));
    modules.put(OLD, Fact.known(Set.of("kvm_intel"), "modules.dep", ""));
    vocabularies.put(
        OLD,
        Fact.known(vocabulary(List.of(), Map.of(), List.of("cpu", "blkio", "memory")), "", ""));
    return this;
  }

  public LintScene unreadable(String release) {
    vocabularies.put(release, Fact.unknown("/boot/vmlinuz-" + release, "its format is not known"));
    return this;
  }

  /** What is known of a remedy by other sources than the image. */
  public LintScene support(String release, String remedy, boolean understood) {
    SupportEvidence evidence =
        new SupportEvidence(
            Rung.SYSTEM_MAP,
            understood ? Says.UNDERSTOOD : Says.IGNORED,
            "/boot/System.map",
            "",
            "told so",
            Confidence.VERIFIED);
    Verdict verdict =
        understood
            ? new Verdict.Understood(List.of(evidence), List.of())
            : new Verdict.Ignored(List.of(evidence), List.of());
    kernels.replaceAll(
        kernel ->
            kernel.release().equals(release)
                ? kernel.withSupport(Map.of(remedy, verdict))
                : kernel);
    return this;
  }

  public LintScene withoutModules() {
    modules.replaceAll((release, known) -> Fact.unknown("modules.dep", "not there"));
    return this;
  }

  public LintScene running(String text) {
    line = Fact.known(text, "/proc/cmdline", "");
    return this;
  }

  public LintScene live() {
    live = true;
    return this;
  }

  public LintScene defaults(String text) {
    return file("/etc/default/grub", BootFile.Role.DEFAULTS, text);
  }

  public LintScene grubCfg(String text) {
    return file("/boot/grub/grub.cfg", BootFile.Role.GENERATED, text);
  }

  public LintScene next(String file, int entryLine) {
    next =
        Optional.of(
            new BootSetup.DefaultEntry(HostPath.of(file), entryLine, "title", Optional.empty()));
    return this;
  }

  public LintScene file(String path, BootFile.Role role, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    BootFile.Content content =
        new BootFile.Content(
            text,
            new FileState.Regular(
                ContentDigest.of(bytes),
                FileAttributes.regular(0644, 0, 0, bytes.length, Instant.EPOCH)));
    HostPath host = HostPath.of(path);
    files.add(new BootFile(host, host, role, Fact.known(content, path, "")));
    return this;
  }

  public Lint lint() {
    return Lint.of(facts(), vocabularies, modules);
  }

  public HostFacts facts() {
    return new HostFacts(
        live,
        unknown(),
        unknown(),
        unknown(),
        unknown(),
        unknown(),
        running.<Fact<String>>map(r -> Fact.known(r, "", r)).orElseGet(LintScene::unknown),
        line,
        Fact.known(kernels, "/boot", ""),
        unknown(),
        List.of(),
        new MemoryDependents(List.of(), List.of()),
        new MemoryFigures(
            unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown(),
            unknown(), unknown()),
        new BootSetup(
            Fact.known(BootSetup.Kind.GRUB_FROM_DEFAULTS, "", ""),
            files,
            next.<Fact<BootSetup.DefaultEntry>>map(e -> Fact.known(e, "", ""))
                .orElseGet(LintScene::unknown)),
        unknown());
  }

  private static Vocabulary modern() {
    return vocabulary(
        List.of("!mitigations", "cgroup.memory=", "cgroup_no_v1=", "xive=off"),
        Map.of(
            "cgroup.memory=nokmem", TokenProof.PROVEN,
            "cgroup.memory=nosocket", TokenProof.PROVEN,
            "cgroup.memory=nobpf", TokenProof.ABSENT),
        List.of("cpu", "cpuset", "io", "memory", "pids"));
  }

  private static Vocabulary vocabulary(
      List<String> more, Map<String, TokenProof> tokens, List<String> controllers) {
    List<BootParameter> rows = new ArrayList<>();
    for (List<String> some : Arrays.asList(COMMON, more)) {
      for (String row : some) {
        boolean early = row.startsWith("!");
        rows.add(new BootParameter(early ? row.substring(1) : row, early, false, List.of()));
      }
    }
    return Vocabulary.of(
        new KernelImage(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            rows,
            Optional.of(List.of("panic", "rcutree.blimit", "usbcore.autosuspend")),
            new TreeMap<>(tokens),
            Optional.of(List.copyOf(new TreeSet<>(controllers)))));
  }

  private static InstalledKernel kernel(String release, boolean counts) {
    return new InstalledKernel(
        release,
        Optional.of(HostPath.of("/boot/vmlinuz-" + release)),
        counts,
        counts,
        counts,
        false,
        true,
        new TreeMap<>());
  }

  private static <T> Fact<T> unknown() {
    return Fact.unknown("", "not told");
  }
}

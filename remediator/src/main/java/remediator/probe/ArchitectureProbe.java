package remediator.probe;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import remediator.fact.Fact;
import remediator.file.HostPath;
import remediator.kernel.KernelRelease;

/**
 * The machine's architecture as uname(2) names it.
 *
 * <p>In a tree: what releases of its kernels end in, then what an image's header or a kernel's
 * configuration says, then which machine a program is for (e_machine of elf(5)), then what dpkg
 * says it is.
 */
final class ArchitectureProbe {
  private static final List<HostPath> PROGRAMS =
      List.of(
          HostPath.of("/bin/sh"),
          HostPath.of("/usr/bin/env"),
          HostPath.of("/sbin/init"),
          HostPath.of("/usr/lib/systemd/systemd"));

  private static final HostPath DPKG = HostPath.of("/var/lib/dpkg/arch");

  /** Suffixes of Debian's kernels and names of its architectures. */
  private static final Map<String, String> DEBIAN =
      Map.of(
          "amd64", "x86_64",
          "arm64", "aarch64",
          "ppc64el", "ppc64le",
          "powerpc64le", "ppc64le",
          "armhf", "armv7l",
          "i386", "i686",
          "s390x", "s390x",
          "riscv64", "riscv64");

  /** e_machine, include/uapi/linux/elf-em.h; 64-bit classes. */
  private static final Map<Integer, String> ELF_MACHINES =
      Map.of(
          3, "i686",
          21, "ppc64",
          22, "s390x",
          40, "armv7l",
          62, "x86_64",
          183, "aarch64",
          243, "riscv64",
          258, "loongarch64");

  private static final String CONFIG = "config-";

  /** arch/Kconfig of each; the line stands among the first of a configuration. */
  private static final Map<String, String> CONFIG_LINES =
      Map.of(
          "CONFIG_X86_64=y", "x86_64",
          "CONFIG_X86_32=y", "i686",
          "CONFIG_ARM64=y", "aarch64",
          "CONFIG_PPC64=y", "ppc64le",
          "CONFIG_S390=y", "s390x",
          "CONFIG_RISCV=y", "riscv64");

  private static final long CONFIG_BYTES_MAX = 1024 * 1024;

  private static final int ELF_BYTES = 20;
  private static final int ELF_DATA_AT = 5;
  private static final int ELF_MACHINE_AT = 18;
  private static final int BIG_ENDIAN = 2;

  private final Sources sources;

  ArchitectureProbe(Sources sources) {
    this.sources = sources;
  }

  Fact<String> probe(Optional<Fact<String>> machine, Fact<String> runningRelease) {
    if (machine.filter(Fact::isKnown).isPresent()) {
      return machine.get();
    }
    return ofRunning(runningRelease)
        .or(this::ofKernels)
        .or(this::ofConfigurations)
        .or(this::ofPrograms)
        .or(this::ofDpkg)
        .orElseGet(
            () ->
                Fact.unknown(KernelImages.BOOT.value(), "no kernel, program or package tells it"));
  }

  /** The same with the machine asked last: that takes native code. */
  Fact<String> byFiles(Fact<String> runningRelease, Supplier<Optional<Fact<String>>> machine) {
    Optional<Fact<String>> told = ofRunning(runningRelease);
    return told.isPresent() ? told.get() : probe(machine.get(), runningRelease);
  }

  private static Optional<Fact<String>> ofRunning(Fact<String> runningRelease) {
    return runningRelease
        .optional()
        .flatMap(ArchitectureProbe::ofRelease)
        .map(known -> runningRelease.map(release -> known));
  }

  private static Optional<String> ofRelease(String text) {
    KernelRelease release = KernelRelease.parse(text);
    String flavour = release.flavour();
    String last = flavour.substring(flavour.lastIndexOf('-') + 1);
    return release.architecture().or(() -> Optional.ofNullable(DEBIAN.get(last)));
  }

  private Optional<Fact<String>> ofKernels() {
    KernelImages images = new KernelImages(sources);
    for (String name : sources.namesOrNone(KernelImages.BOOT)) {
      HostPath path = KernelImages.BOOT.resolve(name);
      Optional<String> known = KernelImages.release(name).flatMap(ArchitectureProbe::ofRelease);
      Optional<String> told =
          KernelImages.release(name).isEmpty()
              ? Optional.empty()
              : known.or(() -> images.header(path).architecture());
      if (told.isPresent()) {
        return told.map(architecture -> Fact.known(architecture, path.value(), architecture));
      }
    }
    return Optional.empty();
  }

  private Optional<Fact<String>> ofConfigurations() {
    for (String name : sources.namesOrNone(KernelImages.BOOT)) {
      HostPath path = KernelImages.BOOT.resolve(name);
      Optional<String> line =
          name.startsWith(CONFIG)
              ? sources.lines(path, CONFIG_BYTES_MAX, ArchitectureProbe::ofConfig).optional()
              : Optional.empty();
      Optional<String> known = line.flatMap(text -> Optional.ofNullable(CONFIG_LINES.get(text)));
      if (known.isPresent()) {
        return Optional.of(Fact.known(known.get(), path.value(), line.orElse("")));
      }
    }
    return Optional.empty();
  }

  private static String ofConfig(Iterator<String> lines) {
    while (lines.hasNext()) {
      String line = lines.next();
      if (CONFIG_LINES.containsKey(line)) {
        return line;
      }
    }
    return "";
  }

  private Optional<Fact<String>> ofPrograms() {
    for (HostPath program : PROGRAMS) {
      Optional<String> machine =
          sources.start(program, ELF_BYTES).optional().flatMap(ArchitectureProbe::ofElf);
      if (machine.isPresent()) {
        return machine.map(name -> Fact.known(name, program.value(), "ELF for " + name));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofElf(byte[] start) {
    boolean elf =
        start.length == ELF_BYTES
            && start[0] == 0x7f
            && start[1] == 'E'
            && start[2] == 'L'
            && start[3] == 'F';
    if (!elf) {
      return Optional.empty();
    }
    int first = start[ELF_MACHINE_AT] & 0xff;
    int second = start[ELF_MACHINE_AT + 1] & 0xff;
    boolean big = start[ELF_DATA_AT] == BIG_ENDIAN;
    int machine = big ? first << 8 | second : second << 8 | first;
    return Optional.ofNullable(ELF_MACHINES.get(machine))
        .map(name -> name.equals("ppc64") && !big ? "ppc64le" : name);
  }

  /** The first line is the native architecture. */
  private Optional<Fact<String>> ofDpkg() {
    return sources
        .text(DPKG)
        .optional()
        .flatMap(text -> text.lines().findFirst())
        .flatMap(name -> Optional.ofNullable(DEBIAN.get(name.strip())))
        .map(name -> Fact.known(name, DPKG.value(), name));
  }
}

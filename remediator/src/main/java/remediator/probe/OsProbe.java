package remediator.probe;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import remediator.fact.Distribution;
import remediator.fact.Fact;
import remediator.fact.Firmware;
import remediator.file.HostPath;
import remediator.kernel.BootId;

/** Which machine this is, which boot of it, and which distribution it holds. */
final class OsProbe {
  private static final HostPath MACHINE_ID = HostPath.of("/etc/machine-id");
  private static final HostPath DBUS_MACHINE_ID = HostPath.of("/var/lib/dbus/machine-id");
  private static final HostPath BOOT_ID = HostPath.of("/proc/sys/kernel/random/boot_id");
  private static final HostPath EFI = HostPath.of("/sys/firmware/efi");

  /** Directories of a mounted sysfs; without one of them "no efi" says nothing. */
  private static final List<HostPath> SYSFS =
      List.of(HostPath.of("/sys/firmware"), HostPath.of("/sys/kernel"));

  /** machine-id(5): 32 lower-case hexadecimal digits. */
  private static final Pattern MACHINE_ID_TEXT = Pattern.compile("[0-9a-f]{32}");

  private static final int ID_BYTES_MAX = 4096;

  private final Sources sources;

  OsProbe(Sources sources) {
    this.sources = sources;
  }

  Fact<String> machineId() {
    Reading<String> etc = sources.text(MACHINE_ID, ID_BYTES_MAX);
    Reading<String> read = etc.isAbsent() ? sources.text(DBUS_MACHINE_ID, ID_BYTES_MAX) : etc;
    return read.isAbsent()
        ? Fact.unknown(MACHINE_ID.value(), Sources.NOT_THERE)
        : read.fact(text -> machineId(read.source(), text.strip()));
  }

  Fact<String> bootId() {
    return sources
        .text(BOOT_ID, ID_BYTES_MAX)
        .fact(
            text ->
                BootId.parse(text)
                    .map(id -> Fact.known(id.dashed(), BOOT_ID.value(), id.dashed()))
                    .orElseGet(() -> Fact.unknown(BOOT_ID.value(), "does not hold a boot id")));
  }

  Fact<Distribution> distribution() {
    Fact<Distribution> first = Fact.unknown(OsRelease.PATHS.get(0).value(), Sources.NOT_THERE);
    for (HostPath path : OsRelease.PATHS) {
      Reading<String> text = sources.text(path);
      Fact<Distribution> fact = text.fact(read -> distribution(path, read));
      if (fact.isKnown()) {
        return fact;
      }
      first = text.isAbsent() ? first : fact;
    }
    return first;
  }

  /** Only x86 is started by either BIOS or EFI; elsewhere a missing efi directory names nothing. */
  Fact<Firmware> firmware(Optional<String> architecture) {
    if (sources.isThere(EFI)) {
      return Fact.known(Firmware.EFI, EFI.value(), "the directory is there");
    }
    if (sources.firstThere(SYSFS).isEmpty()) {
      return Fact.unknown(EFI.value(), "neither /sys/firmware nor /sys/kernel is under this root");
    }
    if (architecture.filter(machine -> !isX86(machine)).isPresent()) {
      return Fact.unknown(
          EFI.value(), "not EFI, and this architecture has other firmware than BIOS");
    }
    return Fact.known(Firmware.BIOS, EFI.value(), "/sys is there and this directory is not");
  }

  private static Fact<String> machineId(String source, String text) {
    if (MACHINE_ID_TEXT.matcher(text).matches()) {
      return Fact.known(text, source, text);
    }
    boolean notYet = text.isEmpty() || text.equals("uninitialized");
    return Fact.unknown(
        source,
        notYet ? "not set yet: an image that has not booted" : "does not hold a machine id");
  }

  private static Fact<Distribution> distribution(HostPath path, String text) {
    return OsRelease.parse(path, text)
        .map(known -> Fact.known(known, path.value(), known.prettyName()))
        .orElseGet(() -> Fact.unknown(path.value(), "does not name a distribution"));
  }

  private static boolean isX86(String machine) {
    return machine.equals("x86_64") || machine.matches("i[3-6]86");
  }
}

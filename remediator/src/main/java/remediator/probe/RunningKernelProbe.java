package remediator.probe;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.fact.Fact;
import remediator.file.HostPath;
import remediator.host.RunningKernel;

/** What runs now: uname(2) on the live host, /proc in a tree. */
final class RunningKernelProbe {
  private static final HostPath OS_RELEASE = HostPath.of("/proc/sys/kernel/osrelease");
  private static final HostPath VERSION = HostPath.of("/proc/version");
  private static final HostPath COMMAND_LINE = HostPath.of("/proc/cmdline");
  private static final String UNAME = "uname(2)";

  /** The first words of linux_proc_banner, fs/proc/version.c. */
  private static final Pattern BANNER = Pattern.compile("Linux version (\\S{1,128}) ");

  /** COMMAND_LINE_SIZE is 4096 on s390 and may be configured to 1 MiB there. */
  private static final int COMMAND_LINE_BYTES_MAX = 1024 * 1024 + 1;

  private static final int VALUE_BYTES_MAX = 4096;

  private final Sources sources;
  private final Optional<RunningKernel> kernel;

  RunningKernelProbe(Sources sources, Optional<RunningKernel> kernel) {
    this.sources = sources;
    this.kernel = kernel;
  }

  Fact<String> release() {
    return kernel.map(live -> name(live, false)).filter(Fact::isKnown).orElseGet(this::fromProc);
  }

  /** The same without native code where a file tells it. */
  Fact<String> releaseByFile() {
    Fact<String> file = fromProc();
    return file.isKnown() ? file : release();
  }

  /** The whole line of /proc/version, without its newline. */
  Fact<String> version() {
    return sources
        .text(VERSION, VALUE_BYTES_MAX)
        .fact(text -> Fact.known(text.strip(), VERSION.value(), text.strip()));
  }

  /** The machine as uname(2) names it; only the live host can be asked. */
  Optional<Fact<String>> machine() {
    return kernel.map(live -> name(live, true));
  }

  /** /proc/cmdline without its final newline. */
  Fact<String> commandLine() {
    return sources
        .text(COMMAND_LINE, COMMAND_LINE_BYTES_MAX)
        .fact(
            text -> {
              String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
              return Fact.known(line, COMMAND_LINE.value(), line);
            });
  }

  private static Fact<String> name(RunningKernel live, boolean machine) {
    try {
      RunningKernel.Names names = live.names();
      String value = machine ? names.machine() : names.release();
      return Fact.known(value, UNAME, value);
    } catch (IOException e) {
      return Fact.unknown(UNAME, Sources.reason(e));
    }
  }

  private Fact<String> fromProc() {
    Fact<String> release =
        sources
            .text(OS_RELEASE, VALUE_BYTES_MAX)
            .fact(
                text ->
                    text.isBlank()
                        ? Fact.unknown(OS_RELEASE.value(), "is empty")
                        : Fact.known(text.strip(), OS_RELEASE.value(), text.strip()));
    Fact<String> banner = release.isKnown() ? release : fromBanner();
    return banner.isKnown() ? banner : release;
  }

  private Fact<String> fromBanner() {
    return sources
        .text(VERSION, VALUE_BYTES_MAX)
        .fact(
            text -> {
              Matcher words = BANNER.matcher(text);
              return words.lookingAt()
                  ? Fact.known(words.group(1), VERSION.value(), text.strip())
                  : Fact.unknown(VERSION.value(), "does not begin with the kernel's banner");
            });
  }
}

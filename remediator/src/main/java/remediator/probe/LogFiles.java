package remediator.probe;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.fact.Fact;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.Decompressor;
import remediator.kernel.BootLog;

/**
 * Kernel messages in /var/log: messages (Red Hat, SUSE), kern.log and syslog (Debian, Ubuntu),
 * dmesg, boot.msg, with the siblings that logrotate(8) made of them.
 *
 * <p>Of each family the newest file is read; older siblings only while the start of the running
 * boot is still missing, and then joined to it in the order of time, because a boot may begin in
 * one file and go on in the next.
 */
final class LogFiles {
  static final HostPath DIRECTORY = HostPath.of("/var/log");

  /** Where systemd-journald(8) keeps what survives a boot. */
  static final HostPath JOURNAL = HostPath.of("/var/log/journal");

  private static final List<String> FAMILIES =
      List.of("messages", "kern.log", "syslog", "dmesg", "boot.msg");

  /** logrotate(8): a number, a date, "old", and the compressor's suffix. */
  private static final Pattern ROTATED =
      Pattern.compile("(?:[.-]([0-9]{1,14})|\\.old)?(?:\\.(?:gz|xz|zst|bz2))?");

  private static final Pattern COMPRESSED = Pattern.compile("\\.(?:gz|xz|zst|bz2)$");

  private static final int DATE_DIGITS_MIN = 6;

  /** About two months of weekly rotation. */
  private static final int SIBLINGS_MAX = 8;

  /** Bytes of one file after decompression; a boot's start is a few hundred KiB. */
  private static final long PLAIN_BYTES_MAX = 64L * 1024 * 1024;

  private final Sources sources;
  private final Decompressor decompressor;

  LogFiles(Sources sources, Decompressor decompressor) {
    this.sources = sources;
    this.decompressor = decompressor;
  }

  /** The boots of one file, oldest first. */
  Reading<List<BootLog>> read(HostPath file) {
    return read(List.of(file));
  }

  /** Adds every boot of every family, the newest of each first, and what could not be read. */
  void readAll(RunningBoot running, List<LoggedBoot> boots, List<Fact.Unknown<BootLog>> failures) {
    Reading<List<String>> names = sources.names(DIRECTORY);
    note(names, failures);
    for (String family : FAMILIES) {
      List<HostPath> files = newestFirst(family, names.optional().orElse(List.of()));
      readFamily(files, running, boots, failures);
    }
  }

  private void readFamily(
      List<HostPath> newestFirst,
      RunningBoot running,
      List<LoggedBoot> boots,
      List<Fact.Unknown<BootLog>> failures) {
    List<HostPath> joined = new ArrayList<>();
    List<LoggedBoot> found = List.of();
    for (HostPath file : newestFirst) {
      List<HostPath> longer = new ArrayList<>(joined);
      longer.add(0, file);
      Reading<List<BootLog>> read = read(longer);
      note(read, failures);
      if (read.optional().isEmpty()) {
        break;
      }
      joined = longer;
      found = logged(joined, read.optional().orElse(List.of()));
      if (isEnough(found, running)) {
        break;
      }
    }
    boots.addAll(found);
  }

  /** Enough when the newest boot is there from its start and is, or may be, the running one. */
  private static boolean isEnough(List<LoggedBoot> newestFirst, RunningBoot running) {
    boolean startOfNewest = !newestFirst.isEmpty() && newestFirst.get(0).log().coverage().start();
    boolean untold = running.release().isEmpty() || running.commandLine().isEmpty();
    return startOfNewest && (untold || running.best(newestFirst).isPresent());
  }

  private static List<LoggedBoot> logged(List<HostPath> files, List<BootLog> oldestFirst) {
    String source = String.join(" + ", files.stream().map(HostPath::value).toList());
    List<LoggedBoot> boots = new ArrayList<>();
    for (BootLog log : oldestFirst) {
      boots.add(0, new LoggedBoot(source, log, false));
    }
    return boots;
  }

  /** Keeps why a source could not be read. */
  static <T> void note(Reading<T> reading, List<Fact.Unknown<BootLog>> failures) {
    Optional<Fact.Unknown<BootLog>> failure =
        reading.match(
            found -> Optional.empty(),
            Optional::empty,
            failed -> Optional.of(new Fact.Unknown<>(failed.source(), failed.reason())));
    failure.ifPresent(failures::add);
  }

  private Reading<List<BootLog>> read(List<HostPath> oldestFirst) {
    JoinedLines lines = new JoinedLines(oldestFirst);
    List<BootLog> boots = BootLog.parse(lines);
    return lines.trouble().orElseGet(() -> new Reading.Found<>(lines.source(), boots));
  }

  static List<HostPath> newestFirst(String family, List<String> names) {
    return names.stream()
        .filter(name -> name.startsWith(family))
        .filter(name -> ROTATED.matcher(name.substring(family.length())).matches())
        .sorted(Comparator.comparing((String name) -> age(family, name)).thenComparing(n -> n))
        .limit(SIBLINGS_MAX)
        .map(DIRECTORY::resolve)
        .toList();
  }

  /** The file itself first, then by date from the latest, or by number from the lowest. */
  private static long age(String family, String name) {
    String suffix = name.substring(family.length());
    Matcher rotated = ROTATED.matcher(suffix);
    if (suffix.isEmpty() || !rotated.matches()) {
      return Long.MIN_VALUE;
    }
    String number = Optional.ofNullable(rotated.group(1)).orElse("1");
    return number.length() >= DATE_DIGITS_MIN ? -Long.parseLong(number) : Long.parseLong(number);
  }

  /** The lines of several files, one after the other; the first error ends them. */
  private final class JoinedLines implements Iterator<String> {
    private final Iterator<HostPath> files;
    private final String source;
    private Optional<LineStream> lines = Optional.empty();
    private Optional<InputStream> open = Optional.empty();
    private Optional<Reading<List<BootLog>>> trouble = Optional.empty();

    JoinedLines(List<HostPath> files) {
      this.files = files.iterator();
      this.source = String.join(" + ", files.stream().map(HostPath::value).toList());
    }

    String source() {
      return source;
    }

    Optional<Reading<List<BootLog>>> trouble() {
      return trouble;
    }

    @Override
    public boolean hasNext() {
      while (lines.isEmpty() || !lines.get().hasNext()) {
        closeFinished();
        if (trouble.isPresent() || !files.hasNext()) {
          return false;
        }
        openNext(files.next());
      }
      return true;
    }

    @Override
    public String next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no line is left");
      }
      return lines.orElseThrow().next();
    }

    private void openNext(HostPath file) {
      Reading<InputStream> opened = Sources.attempt(file, () -> open(file));
      open = opened.optional();
      lines = open.map(in -> new LineStream(in, PLAIN_BYTES_MAX));
      if (open.isEmpty()) {
        trouble = Optional.of(opened.map(in -> List.of()));
      }
    }

    /** Of a plain file that is longer than the bound, the end: the newest boot is there. */
    private InputStream open(HostPath file) throws IOException {
      InputStream in = sources.files().open(file);
      long size = sources.attributes(file).optional().map(FileAttributes::sizeBytes).orElse(0L);
      if (size > PLAIN_BYTES_MAX && !COMPRESSED.matcher(file.name()).find()) {
        in.skipNBytes(size - PLAIN_BYTES_MAX);
      }
      return decompressor.plain(file.name(), in);
    }

    private void closeFinished() {
      lines
          .flatMap(LineStream::failure)
          .ifPresent(
              error -> trouble = Optional.of(new Reading.Failed<>(source, Sources.reason(error))));
      try {
        if (open.isPresent()) {
          open.get().close();
        }
      } catch (IOException e) {
        trouble = trouble.or(() -> Optional.of(new Reading.Failed<>(source, Sources.reason(e))));
      }
      open = Optional.empty();
      lines = Optional.empty();
    }
  }
}

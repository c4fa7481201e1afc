package remediator.kernelimage;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fuzzes every target with Jazzer, one after the other, each in a JVM of its own with the heap that
 * users are told is enough, and sums up what the runs say of themselves.
 *
 * <p>Arguments: executions over all targets, a directory for corpus, logs and crashes, and, if only
 * some are meant, names of targets. Ends with 1 when there is a crash.
 */
public final class FuzzCampaign {
  private static final String HEAP = "-Xmx256m";

  /** Loops over a whole image, whose every comparison would be reported to the fuzzer. */
  private static final List<String> SEARCHES =
      Stream.of(BaseVotes.class, AnchorStrings.class, ByteSearch.class)
          .map(searching -> searching.getName() + "**")
          .toList();

  /**
   * When libFuzzer calls an input a hang, by the wall clock, which goes on while a machine is
   * paused; {@link ImageFuzzer} allows one second of processor time.
   */
  private static final int HANG_SECONDS = 300;

  private static final Pattern FIGURES =
      Pattern.compile(
          ImageFuzzer.FIGURES
              + " (\\d+) executions, \\d+ read, slowest (\\d+) ms, peak heap (\\d+) MiB,"
              + " most for one input (\\d+) KiB");

  private final long executionsEach;
  private final Path directory;
  private final List<FuzzTarget> targets;
  private final List<String> crashed = new ArrayList<>();
  private long executions;
  private long slowestMillis;
  private long peakHeapMebibytes;
  private long mostKibibytes;

  private FuzzCampaign(long executions, Path directory, List<FuzzTarget> targets) {
    this.executionsEach = (executions + targets.size() - 1) / targets.size();
    this.directory = directory;
    this.targets = targets;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> names = List.of(arguments).subList(2, arguments.length);
    List<FuzzTarget> targets =
        FuzzTarget.all().stream()
            .filter(target -> names.isEmpty() || names.contains(target.name()))
            .toList();
    long executions = Long.parseLong(arguments[0]);
    FuzzCampaign campaign = new FuzzCampaign(executions, Path.of(arguments[1]), targets);
    System.exit(campaign.run());
  }

  private int run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (FuzzTarget target : targets) {
      run(target);
    }
    long seconds = (System.nanoTime() - start) / 1_000_000_000 + 1;
    System.out.printf(
        Locale.ROOT,
        "executions: %d over %d targets, crashes %d, slowest %d ms, peak heap %d MiB"
            + " (one input: %.1f MiB), %d per second%n",
        executions,
        targets.size(),
        crashed.size(),
        slowestMillis,
        peakHeapMebibytes,
        mostKibibytes / 1024.0,
        executions / seconds);
    crashed.forEach(name -> System.out.println("crashed: " + name + ", see " + directory));
    return crashed.isEmpty() ? 0 : 1;
  }

  private void run(FuzzTarget target) throws IOException, InterruptedException {
    Path own = Files.createDirectories(directory.resolve(target.name()));
    Path corpus = Files.createDirectories(own.resolve("corpus"));
    for (int seed = 0; seed < target.seeds().size(); seed++) {
      Files.write(corpus.resolve("seed-" + seed), target.seeds().get(seed));
    }
    Path log = own.resolve("log");
    Process jazzer =
        new ProcessBuilder(command(target, own, corpus))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int status = jazzer.waitFor();
    String last = add(log);
    if (status != 0 || last.isEmpty()) {
      crashed.add(target.name());
    }
    System.out.printf(Locale.ROOT, "%-16s exit status %d, %s%n", target.name(), status, last);
  }

  private List<String> command(FuzzTarget target, Path own, Path corpus) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        java,
        HEAP,
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + ImageFuzzer.class.getName(),
        "--target_args=" + target.name(),
        "--instrumentation_includes=" + ImageFuzzer.class.getPackageName() + ".**",
        "--instrumentation_excludes=" + String.join(":", SEARCHES),
        "--trace=" + (target.isFlat() ? "cov" : "all"),
        "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
        "--reproducer_path=" + own,
        "-artifact_prefix=" + own + File.separator,
        "-runs=" + executionsEach,
        "-max_len=" + target.inputBytesMax(),
        "-timeout=" + HANG_SECONDS,
        corpus.toString());
  }

  /** Adds the figures that a run printed last, and returns them; nothing when there are none. */
  private String add(Path log) throws IOException {
    String last = "";
    try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line.startsWith(ImageFuzzer.FIGURES) ? line : last;
      }
    }
    Matcher figures = FIGURES.matcher(last);
    if (!figures.matches()) {
      return "";
    }
    executions += Long.parseLong(figures.group(1));
    slowestMillis = Math.max(slowestMillis, Long.parseLong(figures.group(2)));
    peakHeapMebibytes = Math.max(peakHeapMebibytes, Long.parseLong(figures.group(3)));
    mostKibibytes = Math.max(mostKibibytes, Long.parseLong(figures.group(4)));
    return last;
  }
}

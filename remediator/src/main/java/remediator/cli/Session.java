package remediator.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.Remediation;
import remediator.apply.Actor;
import remediator.apply.History;
import remediator.apply.RollbackPreview;
import remediator.apply.StateDirectory;
import remediator.apply.Transactions;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.host.Decompressor;
import remediator.host.Host;
import remediator.host.HostFiles;
import remediator.host.WritableFiles;
import remediator.kernelimage.ImageLimits;
import remediator.kernelimage.Vocabulary;
import remediator.kernelimage.WantedParameter;
import remediator.linux.CompressedStreams;
import remediator.linux.LinuxHost;
import remediator.linux.ThisProcess;
import remediator.plan.Planner;
import remediator.probe.HostProbe;
import remediator.probe.ImageReadings;
import remediator.report.Escaping;
import remediator.report.JsonReport;
import remediator.report.Page;
import remediator.report.Palette;
import remediator.report.Report;

/**
 * One run: the host the options name, what was read of it, and where the answer goes.
 *
 * <p>The host is opened and probed when a command first asks; a writing port exists only when one
 * asks for {@link #transactions}.
 */
final class Session {
  /** A rotated /var/log/messages of a busy month; the rest of a longer one is not read. */
  private static final long LOG_BYTES_MAX = 512L << 20;

  /** Ten times what the slowest packing, bzip2, takes for the largest of Debian's kernels. */
  private static final Duration IMAGE_TIME = Duration.ofSeconds(60);

  private final GlobalOptions options;
  private final String command;
  private final PrintStream out;
  private final KnownImages knownImages;
  private Optional<HostFacts> facts = Optional.empty();

  Session(GlobalOptions options, String command, PrintStream out) {
    this(options, command, out, new KnownImages(options));
  }

  Session(GlobalOptions options, String command, PrintStream out, KnownImages knownImages) {
    this.options = options;
    this.command = command;
    this.out = out;
    this.knownImages = knownImages;
  }

  HostFacts facts() throws IOException {
    return facts(HostProbe.REMEDIES);
  }

  /** Everything known of the host, its kernels asked about {@code wanted}. */
  HostFacts facts(List<WantedParameter> wanted) throws IOException {
    if (facts.isEmpty()) {
      Host host = host();
      ImageReadings images = knownImages.readings(host);
      facts = Optional.of(HostProbe.probe(host, decompressor(), images, wanted));
    }
    return facts.get();
  }

  /** The kernels alone, asked about {@code wanted}: sooner, and nothing else is known then. */
  HostFacts kernels(List<WantedParameter> wanted) throws IOException {
    if (facts.isEmpty()) {
      Host host = host();
      ImageReadings images = knownImages.readings(host);
      facts = Optional.of(HostProbe.kernels(host, decompressor(), images, wanted));
    }
    return facts.get();
  }

  /** What the images of these kernels know; they were read for the facts and are not again. */
  Map<String, Fact<Vocabulary>> vocabularies(List<InstalledKernel> kernels) throws IOException {
    return HostProbe.vocabularies(knownImages.readings(host()), kernels);
  }

  /**
   * Keeps what kernel images said beside the transactions; for commands that write there anyway.
   */
  void rememberImages() {
    knownImages.rememberBesideTransactions();
  }

  Host host() throws IOException {
    return LinuxHost.at(options.root);
  }

  Decompressor decompressor() {
    return new CompressedStreams(LOG_BYTES_MAX);
  }

  /** Files that the command line names, wherever they lie. */
  HostFiles named() throws IOException {
    return LinuxHost.named();
  }

  /** What reading a kernel image may cost, from now on. */
  ImageLimits imageLimits() {
    Clock clock = ThisProcess.clock();
    Instant end = clock.instant().plus(IMAGE_TIME);
    return ImageLimits.shipped(() -> clock.instant().isAfter(end));
  }

  /** A path of the command line as host text: its UTF-8 bytes, one per character. */
  static HostPath named(Path path) {
    byte[] bytes = path.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
    return HostPath.of(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  Remediation remediation() throws IOException {
    return new Remediation(new Planner(new Home(named()).templates()));
  }

  History history() throws IOException {
    return options.stateDir.isPresent()
        ? new History(named(), named(options.stateDir.get()))
        : new History(host().files(), StateDirectory.DEFAULT);
  }

  /** True when a change was cut off half-way; false also where that cannot be read. */
  boolean isInterrupted() throws IOException {
    return history().interrupted().optional().orElse(false);
  }

  Transactions transactions() throws IOException {
    WritableFiles files = LinuxHost.writable(options.root);
    StateDirectory state =
        options.stateDir.isPresent()
            ? new StateDirectory(LinuxHost.writable(Path.of("/")), named(options.stateDir.get()))
            : new StateDirectory(files, StateDirectory.DEFAULT);
    Actor actor = new Actor(ThisProcess.user(), ThisProcess.pid());
    return Transactions.on(files, state, ThisProcess.clock(), actor);
  }

  /**
   * What a rollback would do; opens the files for reading only in effect, as nothing is asked of
   * it.
   */
  RollbackPreview rollbackPreview(Optional<String> id) throws IOException {
    return transactions().dryRollback(id);
  }

  GlobalOptions options() {
    return options;
  }

  /**
   * Prints a page that comes before the answer: the plan before a change. JSON has one document.
   */
  void preview(Report report) {
    if (!options.isJson()) {
      print(report);
    }
  }

  /** Says on the standard error what was done on the way. */
  void note(Report report) {
    if (!options.quiet) {
      Page page = new Page(Palette.PLAIN);
      report.print(page);
      Streams.errors().print(page.text());
    }
  }

  private void warn(String warning) {
    if (!options.quiet) {
      Streams.errors().println("warning: " + Escaping.line(warning));
    }
  }

  /** Prints the answer; the exit code is what it says. */
  int answer(Report report) {
    if (options.isJson()) {
      JsonObject host = JsonReport.host(facts);
      out.print(JsonReport.of(Version.text(), command, host, report));
    } else {
      print(report);
    }
    out.flush();
    knownImages.remember().ifPresent(this::warn);
    return report.state().exitCode();
  }

  private void print(Report report) {
    Page page = new Page(options.palette());
    report.print(page);
    PrintStream stream = report.isError() ? Streams.errors() : out;
    stream.print(page.text());
    stream.flush();
  }
}

package remediator.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import remediator.Remediation;
import remediator.apply.Actor;
import remediator.apply.History;
import remediator.apply.RollbackPreview;
import remediator.apply.StateDirectory;
import remediator.apply.Transactions;
import remediator.fact.HostFacts;
import remediator.file.HostPath;
import remediator.host.Decompressor;
import remediator.host.Host;
import remediator.host.HostFiles;
import remediator.host.WritableFiles;
import remediator.linux.CompressedStreams;
import remediator.linux.LinuxHost;
import remediator.linux.ThisProcess;
import remediator.plan.Planner;
import remediator.probe.HostProbe;
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

  private final GlobalOptions options;
  private final String command;
  private final PrintStream out;
  private Optional<HostFacts> facts = Optional.empty();

  Session(GlobalOptions options, String command, PrintStream out) {
    this.options = options;
    this.command = command;
    this.out = out;
  }

  HostFacts facts() throws IOException {
    if (facts.isEmpty()) {
      facts = Optional.of(HostProbe.probe(host(), decompressor()));
    }
    return facts.get();
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

  /** Prints the answer; the exit code is what it says. */
  int answer(Report report) {
    if (options.isJson()) {
      JsonObject host = JsonReport.host(facts);
      out.print(JsonReport.of(Version.text(), command, host, report));
    } else {
      print(report);
    }
    out.flush();
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

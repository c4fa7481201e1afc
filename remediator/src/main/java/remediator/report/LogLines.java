package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import remediator.fact.Fact;
import remediator.kernel.BootId;
import remediator.kernel.BootLog;
import remediator.kernel.BootMessage;
import remediator.kernel.KernelRelease;
import remediator.kernel.LineFamily;
import remediator.kernel.LogFinding;
import remediator.kernel.LogProof;

/** How a boot log is said. */
final class LogLines {
  /** What no log can tell, said wherever a log is shown. */
  static final String SILENCE =
      "A log never tells whether cgroup.memory= was understood: no kernel reports an unknown"
          + " parameter that has a dot in its name.";

  private static final String[][] REMEDIES = {
    {"cgroup.memory", "nokmem"}, {"cgroup_disable", "memory"}
  };

  private LogLines() {}

  static void print(Page page, BootLog log, boolean everything) {
    String release = log.release().map(KernelRelease::text).orElse("unknown kernel");
    String bootId = log.bootId().map(id -> ", boot " + id.dashed()).orElse("");
    page.item("-", "boot of " + release + bootId + " (lines from " + log.first().line() + " on)");
    page.detail(log.coverage().statement() + "; " + log.coverage().messages() + " kernel messages");
    log.commandLine().ifPresent(line -> page.detail("line: " + Redaction.of(line.text())));
    for (LogFinding finding : log.findings()) {
      if (everything || finding.kind().weight() != LineFamily.Weight.CONTEXT) {
        page.detail(mark(finding) + " " + finding.kind().title() + ":");
        page.deeper(Redaction.of(finding.excerpt()));
        finding.details().forEach(detail -> page.deeper(detail.text()));
      }
    }
    if (log.findingsOmitted() > 0) {
      page.detail("and " + log.findingsOmitted() + " more such lines");
    }
    for (String[] remedy : REMEDIES) {
      String said = log.proof(remedy[0], Optional.of(remedy[1])).statement();
      page.detail(remedy[0] + "=" + remedy[1] + ": " + said);
    }
  }

  static JsonObject json(Fact<BootLog> log) {
    return JsonReport.fact(log, LogLines::json);
  }

  static JsonElement json(BootLog log) {
    JsonObject object = new JsonObject();
    object.addProperty("format", HostSummary.lower(log.format()));
    object.add("boot_id", JsonReport.nullable(log.bootId().map(BootId::dashed)));
    object.add("release", JsonReport.nullable(log.release().map(KernelRelease::text)));
    object.add(
        "command_line",
        JsonReport.nullable(log.commandLine().map(line -> Redaction.of(line.text()))));
    JsonObject coverage = new JsonObject();
    coverage.addProperty("whole_start", log.coverage().wholeStart());
    coverage.addProperty("messages", log.coverage().messages());
    coverage.add("statement", JsonReport.text(log.coverage().statement()));
    object.add("coverage", coverage);
    object.add("log_findings", JsonReport.array(log.findings(), LogLines::finding));
    object.addProperty("log_findings_omitted", log.findingsOmitted());
    JsonObject proofs = new JsonObject();
    for (String[] remedy : REMEDIES) {
      proofs.add(remedy[0] + "=" + remedy[1], proof(log.proof(remedy[0], Optional.of(remedy[1]))));
    }
    object.add("proofs", proofs);
    return object;
  }

  private static JsonElement proof(LogProof proof) {
    JsonObject object = new JsonObject();
    String says = proof.match(yes -> "understood", no -> "ignored", silent -> "nothing");
    object.addProperty("says", says);
    object.add("statement", JsonReport.text(proof.statement()));
    return object;
  }

  private static JsonElement finding(LogFinding finding) {
    JsonObject object = new JsonObject();
    object.addProperty("id", finding.id());
    object.addProperty("weight", HostSummary.lower(finding.kind().weight()));
    object.addProperty("title", finding.kind().title());
    object.addProperty("line", finding.message().line());
    finding
        .message()
        .micros()
        .ifPresent(micros -> object.add("uptime_microseconds", new JsonPrimitive(micros)));
    object.add("text", JsonReport.text(Redaction.of(finding.excerpt())));
    object.add("words", JsonReport.texts(finding.words().stream().map(Redaction::of).toList()));
    object.add(
        "details",
        JsonReport.array(
            finding.details().stream().map(BootMessage::text).toList(), JsonReport::text));
    object.addProperty("may_be_cut", finding.mayBeCut());
    return object;
  }

  private static String mark(LogFinding finding) {
    return switch (finding.kind().weight()) {
      case PROBLEM -> "!";
      case NOTICE -> "*";
      case CONTEXT -> ".";
    };
  }
}

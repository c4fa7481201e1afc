package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import remediator.fact.BootFile;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.kernelimage.WantedParameter;
import remediator.memory.LeakSign;
import remediator.memory.LeakSigns;
import remediator.memory.LeakVerdict;
import remediator.plan.BootDocuments;
import remediator.plan.ConfiguredLines;
import remediator.plan.Standing;
import remediator.verify.Verification;

/**
 * One screen: what runs now, what boots next, what the next kernel update will boot, the signs of
 * the leak, and whether a change waits for its reboot.
 */
public record StatusReport(HostFacts facts, Verification verification, boolean interrupted)
    implements Report {
  private static final List<String> REMEDIES =
      List.of(WantedParameter.NOKMEM.text(), WantedParameter.DISABLE_MEMORY.text());

  @Override
  public ResultState state() {
    if (FactLines.nothingKnown(facts)) {
      return ResultState.UNDETERMINED;
    }
    LeakVerdict leak = LeakSigns.of(facts).verdict();
    boolean problem =
        interrupted
            || leak == LeakVerdict.LEAKING
            || leak == LeakVerdict.SUSPECTED
            || verification.state() == Verification.State.NOT_EFFECTIVE;
    if (problem) {
      return ResultState.PROBLEM_FOUND;
    }
    boolean blind =
        leak == LeakVerdict.UNKNOWN
            || !facts.bootSetup().kind().isKnown()
            || FactLines.unsupported(facts.bootSetup()).isPresent();
    return blind ? ResultState.UNDETERMINED : ResultState.HEALTHY;
  }

  @Override
  public boolean rebootRequired() {
    return verification.state() == Verification.State.REBOOT_PENDING;
  }

  @Override
  public List<Finding> findings() {
    return Findings.of(facts, verification, interrupted);
  }

  @Override
  public void print(Page page) {
    page.line("Host: " + HostSummary.line(facts));
    if (interrupted) {
      page.bad("A change was interrupted; settle it: remediator recover");
    }
    page.heading("RUNS NOW");
    page.field(
        "command line",
        facts
            .runningCommandLine()
            .match(
                known -> Redaction.of(known.value()), unknown -> "unknown: " + unknown.reason()));
    page.heading("BOOTS NEXT");
    FactLines.printUnsupported(page, facts.bootSetup());
    page.field(
        "entry",
        facts
            .bootSetup()
            .bootsNext()
            .match(known -> known.value().title(), unknown -> "unknown: " + unknown.reason()));
    kernels()
        .filter(InstalledKernel::matters)
        .forEach(each -> KernelLines.print(page, each, false));
    printRemedies(page);
    printLeak(page);
    page.heading("VERIFICATION");
    page.field(
        HostSummary.lower(verification.state()).replace('_', ' '), verification.explanation());
  }

  @Override
  public void addTo(JsonObject document) {
    document.add("boot", FactLines.boot(facts.bootSetup()));
    document.add("kernels", JsonReport.array(kernels().toList(), KernelLines::json));
    ConfiguredLines configured = configured();
    JsonObject remedies = new JsonObject();
    for (String remedy : REMEDIES) {
      JsonObject object = new JsonObject();
      object.addProperty("next_boot", HostSummary.lower(configured.inGenerated(remedy)));
      object.addProperty("next_kernel_update", HostSummary.lower(configured.inSource(remedy)));
      remedies.add(remedy, object);
    }
    document.add("remedies", remedies);
    LeakSigns leak = LeakSigns.of(facts);
    JsonObject object = new JsonObject();
    object.addProperty("verdict", HostSummary.lower(leak.verdict()));
    object.add("signs", JsonReport.array(leak.signs(), StatusReport::json));
    document.add("leak", object);
    document.addProperty("interrupted", interrupted);
    new VerifyReport(facts, verification).addTo(document);
  }

  private void printRemedies(Page page) {
    page.heading("REMEDIES");
    ConfiguredLines configured = configured();
    for (String remedy : REMEDIES) {
      page.field(
          remedy,
          "next boot: %s; after the next kernel update: %s"
              .formatted(
                  words(configured.inGenerated(remedy)), words(configured.inSource(remedy))));
    }
    facts
        .bootSetup()
        .files(BootFile.Role.FOREIGN)
        .forEach(file -> page.item("!", file.path() + " may hold a command line too"));
  }

  private void printLeak(Page page) {
    LeakSigns leak = LeakSigns.of(facts);
    page.heading("LEAK  " + HostSummary.lower(leak.verdict()).replace('_', ' '));
    for (LeakSign sign : leak.signs()) {
      page.item(
          mark(sign),
          "%s: %s (normal: %s)".formatted(sign.title(), sign.observed(), sign.normal()));
    }
  }

  private Stream<InstalledKernel> kernels() {
    return facts.kernels().optional().stream().flatMap(List::stream);
  }

  private ConfiguredLines configured() {
    return new ConfiguredLines(BootDocuments.of(facts.bootSetup()));
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case EVERYWHERE -> "configured";
      case SOMEWHERE -> "on some entries";
      case NOWHERE -> "not configured";
      case UNKNOWN -> "unknown";
      case NOT_APPLICABLE -> "no such file on this host";
    };
  }

  private static String mark(LeakSign sign) {
    return switch (sign.state()) {
      case SHOWN -> "!";
      case NOT_SHOWN -> "=";
      case UNKNOWN -> "?";
    };
  }

  private static JsonElement json(LeakSign sign) {
    JsonObject object = new JsonObject();
    object.addProperty("id", sign.id());
    object.add("title", JsonReport.text(sign.title()));
    object.addProperty("state", HostSummary.lower(sign.state()));
    object.add("observed", JsonReport.text(sign.observed()));
    object.add("normal", JsonReport.text(sign.normal()));
    object.add("source", JsonReport.text(sign.source()));
    return object;
  }
}

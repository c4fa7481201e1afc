package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import remediator.fact.ImageMismatch;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.kernelimage.SupportEvidence;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.Verdict;
import remediator.policy.KernelRemark;

/** How a kernel and its verdicts are said, the same in every report. */
final class KernelLines {
  private KernelLines() {}

  /** {@code 3.10.0-514.el7.x86_64 (running, boots next)}. */
  static String title(InstalledKernel kernel) {
    List<String> roles = new ArrayList<>();
    add(roles, kernel.running(), "running");
    add(roles, kernel.bootsNext(), "boots next");
    add(roles, kernel.newest(), "newest installed");
    add(roles, kernel.rescue(), "rescue");
    add(roles, kernel.image().isEmpty(), "no image found");
    add(roles, kernel.image().isPresent() && !kernel.bootable(), "no boot entry");
    return kernel.release() + (roles.isEmpty() ? "" : " (" + String.join(", ", roles) + ")");
  }

  static void print(Page page, InstalledKernel kernel, boolean allEvidence) {
    page.item("-", title(kernel));
    kernel.mismatch().ifPresent(mismatch -> page.detail("! " + words(kernel, mismatch)));
    kernel.support().forEach((parameter, verdict) -> print(page, parameter, verdict, allEvidence));
  }

  /** One line per kernel, what matters first: {@code release (roles): parameter verdict, …}. */
  static void printTable(Page page, List<InstalledKernel> kernels) {
    page.heading("KERNELS");
    kernels.stream()
        .sorted(Comparator.comparing(kernel -> !kernel.matters()))
        .forEach(
            kernel -> {
              page.item("-", title(kernel));
              kernel
                  .support()
                  .forEach((parameter, verdict) -> page.detail(said(parameter, verdict)));
            });
  }

  static JsonObject json(InstalledKernel kernel) {
    JsonObject object = new JsonObject();
    object.add("release", JsonReport.text(kernel.release()));
    object.add("image", JsonReport.nullable(kernel.image().map(HostPath::value)));
    object.addProperty("running", kernel.running());
    object.addProperty("boots_next", kernel.bootsNext());
    object.addProperty("newest", kernel.newest());
    object.addProperty("rescue", kernel.rescue());
    object.addProperty("bootable", kernel.bootable());
    object.add("mismatch", kernel.mismatch().map(KernelLines::mismatch).orElse(JsonNull.INSTANCE));
    object.add("parameters", JsonReport.array(kernel.support().entrySet(), KernelLines::parameter));
    return object;
  }

  /** The verdict in words that an operator can act on. */
  private static String said(String parameter, Verdict verdict) {
    String ignored = KernelRemark.isSwallowed(parameter) ? "IGNORED SILENTLY" : "IGNORED";
    return parameter + ": " + verdict.match(yes -> "understood", no -> ignored, open -> "unknown");
  }

  /**
   * The deciding source first, then what the others say; a source that contradicts is marked, since
   * somebody may believe it.
   */
  private static void print(Page page, String parameter, Verdict verdict, boolean allEvidence) {
    page.detail(said(parameter, verdict));
    List<SupportEvidence> evidence = verdict.evidence();
    if (evidence.isEmpty()) {
      page.deeper(verdict.match(yes -> "", no -> "", Verdict.Unknown::reason));
    }
    List<SupportEvidence> shown =
        allEvidence ? evidence : evidence.subList(0, Math.min(1, evidence.size()));
    shown.forEach(each -> page.deeper(said(each, evidence.get(0))));
    verdict.disagreements().forEach(disagreement -> page.deeper("! " + disagreement));
  }

  private static String words(InstalledKernel kernel, ImageMismatch mismatch) {
    String image = kernel.image().map(HostPath::value).orElse("the image");
    return switch (mismatch.kind()) {
      case OTHER_RELEASE ->
          "%s holds the kernel %s, not %s; it says nothing of this one"
              .formatted(image, mismatch.found(), mismatch.expected());
      case OTHER_BUILD ->
          "%s holds another build than the one that runs, so it speaks of the next boot: %s; runs: %s"
              .formatted(image, mismatch.found(), mismatch.expected());
    };
  }

  private static JsonElement mismatch(ImageMismatch mismatch) {
    JsonObject object = new JsonObject();
    object.addProperty("kind", HostSummary.lower(mismatch.kind()));
    object.add("found", JsonReport.text(mismatch.found()));
    object.add("expected", JsonReport.text(mismatch.expected()));
    return object;
  }

  private static String said(SupportEvidence evidence, SupportEvidence deciding) {
    String confidence = " (" + evidence.confidence().word() + ")";
    String says;
    if (evidence.says() == Says.NOTHING) {
      says = "cannot tell";
    } else if (evidence.equals(deciding)) {
      says = "decides" + confidence;
    } else {
      says = (evidence.says() == deciding.says() ? "agrees" : "CONTRADICTS") + confidence;
    }
    return "%s %s: %s: %s"
        .formatted(evidence.rung().title(), says, evidence.source(), evidence.reason());
  }

  private static JsonElement parameter(Map.Entry<String, Verdict> support) {
    String[] nameAndToken = support.getKey().split("=", 2);
    JsonObject object = new JsonObject();
    object.add("parameter", JsonReport.text(nameAndToken[0]));
    object.add("token", JsonReport.text(nameAndToken.length > 1 ? nameAndToken[1] : ""));
    object.addProperty("verdict", support.getValue().word());
    object.add(
        "reason",
        JsonReport.text(
            support.getValue().match(yes -> "", no -> "", unknown -> unknown.reason())));
    object.add("evidence", JsonReport.array(support.getValue().evidence(), KernelLines::evidence));
    object.add("disagreements", JsonReport.texts(support.getValue().disagreements()));
    return object;
  }

  private static JsonElement evidence(SupportEvidence evidence) {
    JsonObject object = new JsonObject();
    object.addProperty("rung", HostSummary.lower(evidence.rung()));
    object.addProperty("says", evidence.says().word());
    object.add("source", JsonReport.text(evidence.source()));
    object.add("excerpt", JsonReport.text(evidence.excerpt()));
    object.add("reason", JsonReport.text(evidence.reason()));
    object.addProperty("confidence", evidence.confidence().word());
    return object;
  }

  private static void add(List<String> roles, boolean holds, String role) {
    if (holds) {
      roles.add(role);
    }
  }
}

package remediator.report;

import com.google.gson.JsonObject;
import java.util.List;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;

/** What every installed kernel understands, with the evidence. */
public record KernelsReport(HostFacts facts) implements Report {

  @Override
  public ResultState state() {
    boolean told =
        facts.kernels().optional().stream().flatMap(List::stream).anyMatch(KernelsReport::isTold);
    return told ? ResultState.DONE : ResultState.UNDETERMINED;
  }

  @Override
  public void print(Page page) {
    page.heading("WHAT EACH KERNEL UNDERSTANDS");
    facts
        .kernels()
        .match(
            known -> {
              known.value().forEach(kernel -> KernelLines.print(page, kernel, true));
              return true;
            },
            unknown -> {
              page.item("?", unknown.source() + ": " + unknown.reason());
              return true;
            });
  }

  @Override
  public void addTo(JsonObject document) {
    List<InstalledKernel> kernels = facts.kernels().optional().orElse(List.of());
    document.add("kernels", JsonReport.array(kernels, KernelLines::json));
  }

  private static boolean isTold(InstalledKernel kernel) {
    return kernel.support().values().stream()
        .anyMatch(verdict -> verdict.match(yes -> true, no -> true, unknown -> false));
  }
}

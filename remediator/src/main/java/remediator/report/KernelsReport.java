package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import remediator.fact.HostFacts;
import remediator.fact.InstalledKernel;
import remediator.kernelimage.WantedParameter;
import remediator.policy.KernelGate;

/**
 * What every installed kernel understands, with the evidence; where something is {@code required},
 * also whether the kernels that count understand all of it.
 */
public record KernelsReport(HostFacts facts, List<WantedParameter> required) implements Report {
  public KernelsReport {
    required = List.copyOf(required);
  }

  @Override
  public ResultState state() {
    return gate().map(KernelGateLines::state).orElseGet(this::stateWithoutGate);
  }

  @Override
  public List<Finding> findings() {
    return Findings.ofImages(facts);
  }

  @Override
  public void print(Page page) {
    gate().ifPresent(gate -> KernelGateLines.print(page, gate));
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
    document.add(
        "requirement", gate().<JsonElement>map(KernelGateLines::json).orElse(JsonNull.INSTANCE));
  }

  private Optional<KernelGate> gate() {
    return required.isEmpty() ? Optional.empty() : Optional.of(KernelGate.of(facts, required));
  }

  private ResultState stateWithoutGate() {
    boolean told =
        facts.kernels().optional().stream().flatMap(List::stream).anyMatch(KernelsReport::isTold);
    return told ? ResultState.DONE : ResultState.UNDETERMINED;
  }

  private static boolean isTold(InstalledKernel kernel) {
    return kernel.support().values().stream()
        .anyMatch(verdict -> verdict.match(yes -> true, no -> true, unknown -> false));
  }
}

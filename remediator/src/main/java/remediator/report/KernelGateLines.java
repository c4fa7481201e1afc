package remediator.report;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import remediator.fact.InstalledKernel;
import remediator.kernelimage.SupportEvidence.Says;
import remediator.kernelimage.WantedParameter;
import remediator.policy.KernelGate;

/** How the answer of {@code kernels --require} is said. */
final class KernelGateLines {
  private KernelGateLines() {}

  static ResultState state(KernelGate gate) {
    return switch (gate.answer()) {
      case UNDERSTOOD -> ResultState.DONE;
      case IGNORED -> ResultState.PROBLEM_FOUND;
      case NOTHING -> ResultState.UNDETERMINED;
    };
  }

  static void print(Page page, KernelGate gate) {
    String parameters = joined(gate.required(), WantedParameter::text);
    String kernels = joined(gate.choice().counting(), InstalledKernel::release);
    page.heading("REQUIRED");
    page.field("parameters", parameters);
    page.field("kernels that count", kernels.isEmpty() ? "none is known" : kernels);
    page.field("because", gate.choice().basis().reason());
    say(page, gate.answer());
    gate.reasons().forEach(reason -> page.item(mark(gate.answer()), reason));
    page.blank();
  }

  static JsonObject json(KernelGate gate) {
    JsonObject object = new JsonObject();
    object.add(
        "parameters", JsonReport.array(gate.required(), wanted -> JsonReport.text(wanted.text())));
    object.add(
        "kernels",
        JsonReport.array(gate.choice().counting(), kernel -> JsonReport.text(kernel.release())));
    object.add("because", JsonReport.text(gate.choice().basis().reason()));
    object.addProperty("verdict", gate.answer().word());
    object.add("reasons", JsonReport.texts(gate.reasons()));
    return object;
  }

  private static void say(Page page, Says answer) {
    switch (answer) {
      case UNDERSTOOD -> page.good("RESULT  every kernel that counts understands all of it");
      case IGNORED -> page.bad("RESULT  a kernel that counts ignores what is required");
      case NOTHING -> page.warning("RESULT  it cannot be told");
    }
  }

  private static String mark(Says answer) {
    return switch (answer) {
      case UNDERSTOOD -> "-";
      case IGNORED -> "!";
      case NOTHING -> "?";
    };
  }

  private static <T> String joined(List<T> values, Function<T, String> text) {
    return values.stream().map(text).collect(Collectors.joining(", "));
  }
}

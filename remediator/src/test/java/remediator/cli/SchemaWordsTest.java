package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.apply.TransactionRecord;
import remediator.fact.BootFile;
import remediator.fact.BootSetup;
import remediator.fact.CgroupMode;
import remediator.fact.Firmware;
import remediator.fact.ImageMismatch;
import remediator.fact.MemoryDependent;
import remediator.kernel.LineFamily;
import remediator.kernel.LogFormat;
import remediator.kernelimage.Confidence;
import remediator.kernelimage.Rung;
import remediator.kernelimage.SupportEvidence;
import remediator.lint.LintedWord;
import remediator.lint.Moment;
import remediator.memory.LeakSign;
import remediator.memory.LeakVerdict;
import remediator.plan.Change;
import remediator.plan.EntryOutlook;
import remediator.plan.Standing;
import remediator.policy.Alternative;
import remediator.policy.Policy;
import remediator.report.Finding;
import remediator.report.JsonReport;
import remediator.report.ParameterKind;
import remediator.report.ResultState;
import remediator.verify.Effect;
import remediator.verify.Survival;
import remediator.verify.Verification;

/** The words that the schemas allow are those the program can say, no more and no fewer. */
class SchemaWordsTest {
  private static final JsonObject DEFINITIONS = Schemas.json("common").getAsJsonObject("$defs");

  /** Words of sealed types, which have no enum to ask. */
  private static final Set<String> OF_SEALED_TYPES = Set.of("action", "log_proof_says");

  private static final Map<String, Set<String>> WORDS =
      Map.ofEntries(
          Map.entry("result_state", words(ResultState.values(), ResultState::word)),
          Map.entry("severity", lower(Finding.Severity.values())),
          Map.entry("standing", lower(Standing.values())),
          Map.entry("firmware", lower(Firmware.values())),
          Map.entry("cgroup_mode", lower(CgroupMode.values())),
          Map.entry("verdict", words(SupportEvidence.Says.values(), SupportEvidence.Says::word)),
          Map.entry("rung", lower(Rung.values())),
          Map.entry("confidence", words(Confidence.values(), Confidence::word)),
          Map.entry("mismatch_kind", lower(ImageMismatch.Kind.values())),
          Map.entry("parameter_kind", lower(ParameterKind.values())),
          Map.entry("boot_kind", lower(BootSetup.Kind.values())),
          Map.entry("boot_role", lower(BootFile.Role.values())),
          Map.entry("dependent_kind", lower(MemoryDependent.Kind.values())),
          Map.entry(
              "alternative_verdict",
              words(Alternative.Standing.values(), Alternative.Standing::word)),
          Map.entry("change_kind", lower(Change.Kind.values())),
          Map.entry("entry_kind", lower(EntryOutlook.Kind.values())),
          Map.entry("transaction_state", lower(TransactionRecord.State.values())),
          Map.entry("verification_state", lower(Verification.State.values())),
          Map.entry("holds", lower(Survival.Holds.values())),
          Map.entry("effect_says", lower(Effect.Says.values())),
          Map.entry("leak_verdict", lower(LeakVerdict.values())),
          Map.entry("leak_sign_state", lower(LeakSign.State.values())),
          Map.entry("lint_verdict", words(LintedWord.Verdict.values(), LintedWord.Verdict::word)),
          Map.entry("lint_moment", words(Moment.values(), Moment::word)),
          Map.entry("log_format", lower(LogFormat.values())),
          Map.entry("log_weight", lower(LineFamily.Weight.values())),
          Map.entry("otherwise", lower(Policy.Otherwise.values())));

  static Stream<String> enumerations() {
    return DEFINITIONS.entrySet().stream()
        .filter(entry -> entry.getValue().getAsJsonObject().has("enum"))
        .map(Map.Entry::getKey)
        .filter(name -> !OF_SEALED_TYPES.contains(name));
  }

  @ParameterizedTest
  @MethodSource("enumerations")
  void aDefinitionHasTheWordsOfItsEnum(String name) {
    assertEquals(WORDS.getOrDefault(name, Set.of()), strings(definition(name).get("enum")));
  }

  @Test
  void everyEnumHasADefinition() {
    assertEquals(WORDS.keySet(), enumerations().collect(Collectors.toSet()));
  }

  @Test
  void everyStateHasItsExitCode() {
    for (ResultState state : ResultState.values()) {
      assertTrue(isPaired(state, state.exitCode()), state.word());
      assertTrue(!isPaired(state, state.exitCode() + 1), state.word());
    }
  }

  @Test
  void theFormatVersionIsTheOneThatIsWritten() {
    JsonObject version =
        definition("envelope").getAsJsonObject("properties").getAsJsonObject("format_version");
    assertEquals(JsonReport.FORMAT_VERSION, version.get("const").getAsString());
  }

  private static boolean isPaired(ResultState state, int exitCode) {
    return StreamSupport.stream(definition("result").getAsJsonArray("oneOf").spliterator(), false)
        .map(pair -> pair.getAsJsonObject().getAsJsonObject("properties"))
        .filter(pair -> strings(pair.getAsJsonObject("state").get("enum")).contains(state.word()))
        .anyMatch(pair -> pair.getAsJsonObject("exit_code").get("const").getAsInt() == exitCode);
  }

  private static JsonObject definition(String name) {
    return DEFINITIONS.getAsJsonObject(name);
  }

  private static Set<String> lower(Enum<?>[] values) {
    return words(values, value -> value.name().toLowerCase(Locale.ROOT));
  }

  private static <T> Set<String> words(T[] values, Function<T, String> word) {
    return List.of(values).stream().map(word).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> strings(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsString)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.fact.HostFacts;
import remediator.plan.Change;
import remediator.plan.Plan;
import remediator.report.FactsReport;
import remediator.report.JsonReport;
import remediator.report.PlanDiff;
import remediator.report.PlanReport;

/**
 * Each recorded host's facts, decisions and plans against the files beside it.
 *
 * <p>{@code expected/facts.json} is the document of {@code facts}; {@code decisions.json} has what
 * every shipped policy decides, with the exit code; {@code plan-<policy>.diff} what it would
 * change, where it would; {@code changed-files.txt} names those files. With {@code
 * -Dgolden.update=true} they are written anew and the run fails once, so that they are read before
 * they are committed.
 */
class HostGoldenTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  /** Members of a plan's document that depend on who owns the checkout, or are golden elsewhere. */
  private static final List<String> LEFT_OUT = List.of("kernels", "changes", "tools");

  @TempDir static Path directory;

  static Stream<String> hosts() {
    return RecordedHost.names().stream();
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void factsDecisionsAndPlansAreAsRecorded(String name) throws IOException {
    Path expected = RecordedHost.DIRECTORY.resolve(name).resolve("expected");
    SortedMap<String, String> found = found(RecordedHost.copy(name, directory).facts());
    SortedMap<String, String> recorded = recorded(expected);
    if (UPDATE && !recorded.equals(found)) {
      rewrite(expected, recorded, found);
      fail("rewritten: " + name + "; read the difference before you commit it");
    }
    assertEquals(recorded.keySet(), found.keySet(), name);
    found.forEach((file, text) -> assertEquals(recorded.get(file), text, name + ": " + file));
  }

  private static SortedMap<String, String> found(HostFacts facts) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put(
        "facts.json",
        JsonReport.of(
            "golden", "facts", JsonReport.host(Optional.of(facts)), new FactsReport(facts)));
    JsonObject decisions = new JsonObject();
    StringBuilder changed = new StringBuilder();
    for (String policy : Shipped.policies()) {
      PlanReport report = Shipped.plan(facts, policy);
      decisions.add(policy, json(report));
      List<Change> changes = Shipped.planned(report).map(Plan::changes).orElse(List.of());
      changed.append(policy).append(changes.isEmpty() ? ": nothing\n" : ":\n");
      changes.forEach(each -> changed.append("  " + each.kind() + " " + each.path() + "\n"));
      if (!changes.isEmpty()) {
        files.put(
            "plan-" + policy + ".diff",
            changes.stream().map(PlanDiff::text).collect(Collectors.joining()));
      }
    }
    files.put(
        "decisions.json", new GsonBuilder().setPrettyPrinting().create().toJson(decisions) + "\n");
    files.put("changed-files.txt", changed.toString());
    return files;
  }

  private static JsonObject json(PlanReport report) {
    JsonObject object = new JsonObject();
    object.addProperty("exit_code", report.state().exitCode());
    report.addTo(object);
    LEFT_OUT.forEach(object::remove);
    return object;
  }

  private static SortedMap<String, String> recorded(Path expected) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.isDirectory(expected)) {
      try (Stream<Path> all = Files.list(expected)) {
        for (Path file : all.toList()) {
          String name = file.getFileName().toString();
          files.put(name, Files.readString(file, charset(name)));
        }
      }
    }
    return files;
  }

  private static void rewrite(
      Path expected, Map<String, String> recorded, SortedMap<String, String> found)
      throws IOException {
    Files.createDirectories(expected);
    for (String old : recorded.keySet()) {
      Files.delete(expected.resolve(old));
    }
    for (Map.Entry<String, String> file : found.entrySet()) {
      Path path = expected.resolve(file.getKey());
      Files.writeString(path, file.getValue(), charset(file.getKey()));
    }
  }

  /** A diff holds the host's bytes; documents are ours. */
  private static Charset charset(String file) {
    return file.endsWith(".diff") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }
}

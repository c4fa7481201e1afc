package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command's JSON on every recorded host, whatever comes of it, against its schema. */
class JsonSchemaTest {
  private static final List<String> READ_ONLY =
      List.of(
          "status",
          "facts",
          "kernels",
          "kernels --require cgroup.memory=nokmem",
          "kernels --require cgroup_disable=memory,cpu --require console=",
          "log",
          "log -v",
          "lint",
          "plan",
          "plan --policy appliance-docker",
          "plan --policy kubernetes-node",
          "plan --policy keep-memory-controller",
          "plan --policy report-only",
          "plan --add rd.iscsi.password=hunter2 --remove quiet",
          "plan --set console=ttyS1",
          "plan --kernels 9.9.9-none --add a=b",
          "apply --dry-run",
          "verify",
          "rollback --dry-run",
          "history");

  @TempDir Path directory;

  static List<String> hosts() {
    return RecordedTrees.names();
  }

  static Stream<String> documents() {
    return Schemas.names().stream().filter(name -> !name.equals("common"));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void everyReadOnlyCommandKeepsItsSchema(String host) {
    String root = RecordedTrees.readOnly(host).toString();
    for (String command : READ_ONLY) {
      CommandRun run = json(command, root);
      assertFalse(run.output().contains("hunter2"), () -> command + " shows a secret");
      assertEquals("", run.errors(), command);
      CommandRun text = CommandRun.of((command + " --root " + root).split(" ", -1));
      assertFalse(text.output().contains("hunter2"), () -> command + " shows a secret as text");
      assertEquals(run.exitCode(), text.exitCode(), command);
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void aChangeFromPlanToRollbackKeepsItsSchemas(String host) throws IOException {
    String root = RecordedTrees.copy(host, directory).toString();
    String file = directory.resolve("saved.plan").toString();
    json("plan --add schema.test=yes --out " + file, root);
    boolean planned = Files.exists(Path.of(file));
    if (planned) {
      assertEquals(List.of(), Schemas.errors("plan-file", Files.readString(Path.of(file))));
      assertEquals(0, json("apply --yes " + file, root).exitCode());
    } else {
      assertEquals(4, json("apply --yes --add schema.test=yes", root).exitCode());
    }
    Stream.of("apply --yes --add schema.test=yes", "history", "status", "verify", "recover")
        .forEach(command -> json(command, root));
    json("rollback --dry-run", root);
    assertEquals(0, json("rollback --yes", root).exitCode());
    json("history", root);
  }

  @Test
  void anInterruptedChangeIsFoundAndRecovered() throws IOException {
    Path root = RecordedTrees.copy("centos7-1160-efi-docker", directory);
    assertEquals(0, json("apply --yes --add schema.test=yes", root.toString()).exitCode());
    interrupt(root);
    JsonObject status = Schemas.checked(json("status", root.toString()).output());
    assertTrue(ids(status).contains("TX-01"), ids(status).toString());
    JsonObject recovered = Schemas.checked(json("recover", root.toString()).output());
    assertEquals(1, recovered.getAsJsonArray("transactions").size());
  }

  @Test
  void aForeignEditNeedsHands() throws IOException {
    Path root = RecordedTrees.copy("centos7-1160-efi-docker", directory);
    assertEquals(0, json("apply --yes --add schema.test=yes", root.toString()).exitCode());
    Files.writeString(root.resolve("etc/default/grub"), "# mine\n");
    assertEquals(6, json("rollback --dry-run", root.toString()).exitCode());
    assertEquals(6, json("rollback --yes", root.toString()).exitCode());
  }

  @Test
  void aHostThatChangedSincePlanningIsToldToTryAgain() throws IOException {
    Path root = RecordedTrees.copy("centos7-1160-efi-docker", directory);
    Path plan = directory.resolve("saved.plan");
    json("plan --add schema.test=yes --out " + plan, root.toString());
    Path grub = root.resolve("etc/default/grub");
    Files.writeString(
        grub,
        Files.readString(grub, StandardCharsets.ISO_8859_1) + "# mine\n",
        StandardCharsets.ISO_8859_1);
    CommandRun run = json("apply --yes " + plan, root.toString());
    assertEquals(8, run.exitCode());
    assertTrue(Schemas.checked(run.output()).has("conflict"));
  }

  @Test
  void anEditedPlanFileIsRefused() throws IOException {
    Path root = RecordedTrees.copy("centos7-1160-efi-docker", directory);
    Path plan = directory.resolve("saved.plan");
    json("plan --add schema.test=yes --out " + plan, root.toString());
    Files.writeString(plan, Files.readString(plan).replaceFirst("schema.test", "schema.tesT"));
    assertEquals(5, json("apply --yes " + plan, root.toString()).exitCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status --frobnicate",
        "frobnicate",
        "params",
        "params --kernel /nowhere/vmlinuz",
        "params --kernel /",
        "kernels --require =x",
        "plan --policy no-such-policy",
        "plan --policy /nowhere/policy.yaml",
        "plan --add =x",
        "apply --add a=b",
        "apply --add a=b /nowhere/saved.plan",
        "apply /nowhere/saved.plan --yes",
        "history 20000101T000000Z-001",
        "status --lang tlh",
        "completion fish",
        "policy",
        "policy check",
        "policy check /nowhere/policy.yaml"
      })
  void aFailureIsOneDocumentToo(String command) {
    String root = RecordedTrees.readOnly("centos7-1160-efi-docker").toString();
    String place =
        command.equals("policy") || command.equals("frobnicate") ? "" : " --root " + root;
    CommandRun run = CommandRun.of((command + place + " --json").split(" ", -1));
    JsonObject document = Schemas.checked(run.output());
    assertTrue(document.has("error"), run.output());
    assertEquals(exitCode(document), run.exitCode());
    assertEquals("", run.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--json", "--output json", "--output=json", "--output JSON"})
  void everySpellingOfJsonHoldsForFailuresToo(String option) {
    CommandRun run = CommandRun.of(("status --nonsense " + option).split(" ", -1));
    assertTrue(Schemas.checked(run.output()).has("error"));
  }

  @Test
  void aTreeThatIsNoHostIsUndetermined() {
    for (String command : List.of("status", "facts", "kernels", "log", "lint", "plan", "verify")) {
      assertEquals(4, json(command, directory.toString()).exitCode(), command);
    }
    assertTrue(
        Schemas.checked(CommandRun.of("status", "--json", "--root", directory + "/none").output())
            .has("error"));
  }

  @Test
  void policiesAndCompletionKeepTheirSchemas() throws IOException {
    String root = directory.toString();
    Path bad = Files.writeString(directory.resolve("bad.yaml"), "format_version: 7\nname: [x]\n");
    Path good = CommandRun.HOME.resolve("policies").resolve("default.yaml");
    assertEquals(0, json("policy list", root).exitCode());
    assertEquals(0, json("policy show kubernetes-node", root).exitCode());
    assertEquals(0, json("policy check " + good, root).exitCode());
    CommandRun run = json("policy check " + bad, root);
    assertEquals(2, run.exitCode());
    assertFalse(Schemas.checked(run.output()).getAsJsonArray("problems").isEmpty());
    assertTrue(Schemas.checked(json("plan --policy " + bad, root).output()).has("error"));
    assertEquals(0, json("completion bash", root).exitCode());
    assertEquals(0, json("completion zsh", root).exitCode());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everySchemaIsOfTheDialectAndSaysThatReadersIgnoreUnknownMembers(String name) {
    JsonObject schema = Schemas.json(name);
    assertEquals(
        "https://json-schema.org/draft/2020-12/schema", schema.get("$schema").getAsString());
    assertTrue(schema.get("$comment").getAsString().contains("Readers ignore members"), name);
    assertFalse(Schemas.errors(name, "{}").isEmpty(), "takes an empty document");
  }

  @Test
  void everyCommandHasASchema() {
    Set<String> commands = new TreeSet<>(Main.commandLine().getSubcommands().keySet());
    commands.removeAll(Schemas.names());
    assertEquals(Set.of(), commands);
  }

  /** One run with --json, its document checked, its exit code compared with what it says. */
  private static CommandRun json(String command, String root) {
    CommandRun run = CommandRun.of((command + " --json --root " + root).split(" ", -1));
    assertEquals(exitCode(Schemas.checked(run.output())), run.exitCode(), command);
    return run;
  }

  private static int exitCode(JsonObject document) {
    return document.getAsJsonObject("result").get("exit_code").getAsInt();
  }

  private static Set<String> ids(JsonObject document) {
    Set<String> ids = new TreeSet<>();
    for (JsonElement finding : document.getAsJsonArray("findings")) {
      ids.add(finding.getAsJsonObject().get("id").getAsString());
    }
    return ids;
  }

  /** Takes the last word of the journal back, as a power cut before its sync would have. */
  private static void interrupt(Path root) throws IOException {
    Path transactions = root.resolve("var/lib/remediator/transactions");
    try (Stream<Path> all = Files.walk(transactions)) {
      Path journal =
          all.filter(path -> path.getFileName().toString().equals("journal")).findFirst().get();
      List<String> lines = Files.readAllLines(journal);
      Files.writeString(journal, String.join("\n", lines.subList(0, lines.size() - 1)) + "\n");
    }
  }
}

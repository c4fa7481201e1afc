package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import remediator.bootloader.BootEntry;
import remediator.bootloader.GrubCfg;
import remediator.bootloader.KernelLine;
import remediator.fact.BootFile;
import remediator.fact.BootSetup;
import remediator.fact.HostFacts;
import remediator.kernel.CommaLists;
import remediator.kernel.CommandLine;
import remediator.kernel.Parameter;
import remediator.kernel.ParameterRequest;
import remediator.plan.BootDocuments;
import remediator.plan.Change;
import remediator.plan.ConfiguredLines;
import remediator.plan.Plan;
import remediator.plan.Standing;
import remediator.report.PlanReport;

/**
 * What holds of every plan on a host, whatever the parameter. A plan is carried out by writing the
 * texts it names; the host is probed anew after each step, and the real shell and the real
 * grub-script-check are asked where they are there.
 */
final class PlanLaws {
  private final RecordedHost host;
  private final Oracles oracles;
  private final Map<String, Optional<String>> originals = new TreeMap<>();

  PlanLaws(RecordedHost host) {
    this.host = host;
    this.oracles = new Oracles(host);
  }

  /** Adding, adding again, removing: the host ends as it began. Returns why there is no plan. */
  Optional<String> addThenRemove(String word) {
    HostFacts before = host.facts();
    PlanReport added = Shipped.plan(before, ParameterRequest.add(word));
    Optional<Plan> plan = Shipped.planned(added);
    if (plan.isEmpty()) {
      return Optional.of(why(added));
    }
    String what = host.name() + " --add " + word;
    boolean fresh = isFresh(before.bootSetup(), word);
    Optional<List<String>> shellBefore = oracles.sourceWords(before);
    carryOut(plan.get());

    HostFacts after = host.facts();
    assertEquals(Optional.of(List.of()), changedPaths(after, ParameterRequest.add(word)), what);
    if (fresh) {
      assertEveryLineGained(before, after, word, what);
      assertSourceAgrees(shellBefore, oracles.sourceWords(after), word, what);
    }
    oracles.grubTakes(plan.get(), what);

    Optional<Plan> back = Shipped.planned(Shipped.plan(after, ParameterRequest.remove(word)));
    carryOut(back.orElseThrow(() -> new AssertionError(what + ": cannot be removed again")));
    if (fresh) {
      assertUntouched(what + ", then --remove");
      assertNotEquals(List.of(), plan.get().changes(), what);
    }
    restore();
    return Optional.empty();
  }

  /** After {@code --set} the name stands once on every line, with that value. */
  Optional<String> set(String word) {
    HostFacts before = host.facts();
    PlanReport report = Shipped.plan(before, ParameterRequest.set(word));
    Optional<Plan> plan = Shipped.planned(report);
    if (plan.isEmpty()) {
      return Optional.of(why(report));
    }
    String what = host.name() + " --set " + word;
    carryOut(plan.get());
    HostFacts after = host.facts();
    Parameter wanted = new CommandLine(word).parameters().get(0);
    for (String line : normalLines(after)) {
      List<Optional<String>> values =
          new CommandLine(line)
              .parameters().stream()
                  .filter(each -> !each.afterDashes() && each.name().equals(wanted.name()))
                  .map(Parameter::value)
                  .toList();
      assertEquals(List.of(wanted.value()), values, what + ": " + line);
    }
    assertEquals(Optional.of(List.of()), changedPaths(after, ParameterRequest.set(word)), what);
    oracles.grubTakes(plan.get(), what);
    restore();
    return Optional.empty();
  }

  private static String why(PlanReport report) {
    return report
        .planning()
        .orElseThrow()
        .match(
            planned -> "", refused -> refused.reason(), open -> String.join("\n", open.reasons()));
  }

  private void carryOut(Plan plan) {
    for (Change change : plan.changes()) {
      String path = change.path().value();
      originals.putIfAbsent(path, change.beforeText());
      assertEquals(change.beforeText().isPresent(), host.exists(path), path);
      change.afterText().ifPresentOrElse(text -> host.write(path, text), () -> host.delete(path));
    }
  }

  private void assertUntouched(String what) {
    originals.forEach(
        (path, text) ->
            assertEquals(
                text,
                host.exists(path) ? Optional.of(host.text(path)) : Optional.empty(),
                what + ": " + path));
  }

  /** Gives every file the text that it had at first. */
  void restore() {
    originals.forEach(
        (path, text) -> {
          if (text.isPresent()) {
            host.write(path, text.get());
          } else if (host.exists(path)) {
            host.delete(path);
          }
        });
    originals.clear();
  }

  /** The word, or a token of it, stands nowhere yet: then removing undoes adding. */
  private static boolean isFresh(BootSetup setup, String word) {
    Parameter wanted = new CommandLine(word).parameters().get(0);
    List<String> tokens =
        CommaLists.includes(wanted.name()) && wanted.value().isPresent()
            ? wanted.commaTokens().stream().map(each -> wanted.name().text() + "=" + each).toList()
            : List.of(word);
    ConfiguredLines lines = new ConfiguredLines(BootDocuments.of(setup));
    boolean onAnyLine =
        tokens.stream()
            .anyMatch(
                token ->
                    lines.inGenerated(token) != Standing.NOWHERE
                        || lines.inSource(token) == Standing.EVERYWHERE);
    return !onAnyLine;
  }

  private static Optional<List<String>> changedPaths(HostFacts facts, ParameterRequest request) {
    return Shipped.planned(Shipped.plan(facts, request))
        .map(plan -> plan.changes().stream().map(change -> change.path().value()).toList());
  }

  /** Old words keep their order and spelling, and the new one stands on every normal line. */
  private static void assertEveryLineGained(
      HostFacts before, HostFacts after, String word, String what) {
    List<String> was = allLines(before);
    List<String> is = allLines(after);
    assertEquals(was.size(), is.size(), what);
    for (int at = 0; at < was.size(); at++) {
      assertOnlyGained(was.get(at), is.get(at), word, what);
    }
    ConfiguredLines lines = new ConfiguredLines(BootDocuments.of(after.bootSetup()));
    assertEquals(Standing.EVERYWHERE, lines.inGenerated(word), what);
    Standing source = lines.inSource(word);
    assertTrue(source == Standing.EVERYWHERE || source == Standing.NOT_APPLICABLE, what);
  }

  private static void assertOnlyGained(String was, String is, String word, String what) {
    List<String> oldWords = new CommandLine(was).words();
    List<String> newWords = new ArrayList<>(new CommandLine(is).words());
    Parameter wanted = new CommandLine(word).parameters().get(0);
    if (CommaLists.includes(wanted.name())) {
      newWords.removeIf(
          each -> new CommandLine(each).parameters().get(0).name().equals(wanted.name()));
      oldWords =
          oldWords.stream()
              .filter(
                  each -> !new CommandLine(each).parameters().get(0).name().equals(wanted.name()))
              .toList();
    } else {
      String meaning = new CommandLine(word).meaning().get(0);
      newWords.removeIf(each -> new CommandLine(each).meaning().get(0).equals(meaning));
    }
    assertEquals(oldWords, newWords, what);
  }

  private static void assertSourceAgrees(
      Optional<List<String>> before, Optional<List<String>> after, String word, String what) {
    if (before.isEmpty() || after.isEmpty()) {
      return;
    }
    Parameter wanted = new CommandLine(word).parameters().get(0);
    List<String> gained = new ArrayList<>(after.get());
    if (CommaLists.includes(wanted.name())) {
      assertTrue(
          new CommandLine(String.join(" ", after.get()))
              .commaTokens(wanted.name())
              .containsAll(wanted.commaTokens()),
          what + ": " + after.get());
      return;
    }
    before.get().forEach(gained::remove);
    assertEquals(new CommandLine(word).meaning(), gained, what + ": as the shell has it");
  }

  private static List<String> normalLines(HostFacts facts) {
    return lines(facts, true);
  }

  private static List<String> allLines(HostFacts facts) {
    return lines(facts, false);
  }

  private static List<String> lines(HostFacts facts, boolean normalOnly) {
    return facts
        .bootSetup()
        .files(BootFile.Role.GENERATED)
        .flatMap(file -> entries(file, normalOnly))
        .flatMap(entry -> entry.kernelLines().stream())
        .map(KernelLine::commandLine)
        .map(CommandLine::text)
        .toList();
  }

  private static Stream<BootEntry> entries(BootFile file, boolean normalOnly) {
    return GrubCfg.parse(file.text().orElseThrow()).entries().stream()
        .filter(entry -> !normalOnly || entry.kind() == BootEntry.Kind.NORMAL);
  }
}

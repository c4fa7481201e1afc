package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import remediator.fact.MemoryDependent;
import remediator.kernelimage.WantedParameter;
import remediator.policy.Action;
import remediator.policy.Alternative;
import remediator.policy.Decision;
import remediator.policy.OpenQuestion;

/** How a policy's decision is said, the same in every report. */
final class DecisionLines {
  private static final int LOSSES_SHOWN = 20;

  private DecisionLines() {}

  static void print(Page page, Decision decision) {
    String said = decision.remedy().orElse(word(decision));
    page.heading("DECISION  " + said + "   (policy " + decision.policy() + ")");
    decision.reasons().forEach(reason -> page.item("-", reason));
    decision.match(new ActionLines(page));
    printOtherWays(page, decision);
    printLosses(page, decision);
  }

  /** What the policy did not choose among; a refusal has named these already as help. */
  private static void printOtherWays(Page page, Decision decision) {
    List<Alternative> others =
        decision.alternatives().stream().filter(DecisionLines::isOtherWay).toList();
    if (others.isEmpty() || !help(decision).isEmpty()) {
      return;
    }
    page.heading("OTHER WAYS");
    others.forEach(other -> page.item(mark(other), other.remedy() + ": " + other.why()));
  }

  private static boolean isOtherWay(Alternative alternative) {
    return switch (alternative.standing()) {
      case POSSIBLE, NOT_IN_POLICY -> true;
      case CHOSEN, REJECTED, UNKNOWN -> false;
    };
  }

  static JsonObject json(Decision decision) {
    JsonObject object = new JsonObject();
    object.add("policy", JsonReport.text(decision.policy()));
    object.add("remedy", JsonReport.nullable(decision.remedy()));
    object.addProperty("action", word(decision));
    object.add("reasons", JsonReport.texts(decision.reasons()));
    object.add("help", JsonReport.texts(help(decision)));
    object.add("open_questions", JsonReport.array(questions(decision), DecisionLines::question));
    object.add(
        "alternatives", JsonReport.array(decision.alternatives(), DecisionLines::alternative));
    object.add("losses", JsonReport.array(decision.losses(), DecisionLines::loss));
    object.add("losses_unread", JsonReport.array(decision.lossesUnread(), DecisionLines::question));
    object.add(
        "kernel_remarks",
        JsonReport.array(decision.kernelRemarks(), remark -> JsonReport.text(remark.text())));
    return object;
  }

  /** {@code none}, {@code change}, {@code refuse} or {@code undetermined}. */
  static String word(Decision decision) {
    return decision.match(
        ActionCases.of(
            none -> "none", change -> "change", refuse -> "refuse", open -> "undetermined"));
  }

  /** {@code container web (limit 512 MiB): runs without its limit}. */
  static String line(MemoryDependent loss) {
    String limit = loss.limitBytes().map(bytes -> " (limit " + Sizes.of(bytes) + ")").orElse("");
    return HostSummary.lower(loss.kind()).replace('_', ' ')
        + " "
        + loss.name()
        + limit
        + ": "
        + loss.loss();
  }

  private static void printLosses(Page page, Decision decision) {
    String disable = WantedParameter.DISABLE_MEMORY.text();
    boolean anotherIsChosen = decision.remedy().filter(it -> !it.equals(disable)).isPresent();
    boolean nothingToSay = decision.losses().isEmpty() && decision.lossesUnread().isEmpty();
    if (anotherIsChosen || nothingToSay) {
      return;
    }
    page.heading("WHAT " + disable + " TAKES AWAY HERE");
    decision.losses().stream().limit(LOSSES_SHOWN).forEach(loss -> page.item("x", line(loss)));
    int more = decision.losses().size() - LOSSES_SHOWN;
    if (more > 0) {
      page.item("x", "and " + more + " more (all of them with --output json)");
    }
    decision.lossesUnread().forEach(unread -> page.item("?", unread.text()));
  }

  private static List<String> help(Decision decision) {
    return decision.match(
        ActionCases.of(
            none -> List.of(), change -> List.of(), Action.Refuse::help, open -> List.of()));
  }

  private static List<OpenQuestion> questions(Decision decision) {
    return decision.match(
        ActionCases.of(
            none -> List.of(),
            change -> List.of(),
            refuse -> List.of(),
            Action.Undetermined::questions));
  }

  private static JsonElement question(OpenQuestion question) {
    JsonObject object = new JsonObject();
    object.add("source", JsonReport.text(question.source()));
    object.add("reason", JsonReport.text(question.reason()));
    return object;
  }

  private static JsonElement alternative(Alternative alternative) {
    JsonObject object = new JsonObject();
    object.add("remedy", JsonReport.text(alternative.remedy()));
    object.addProperty("verdict", alternative.standing().word());
    object.add("why", JsonReport.text(alternative.why()));
    return object;
  }

  static JsonElement loss(MemoryDependent loss) {
    JsonObject object = new JsonObject();
    object.addProperty("kind", HostSummary.lower(loss.kind()));
    object.add("name", JsonReport.text(loss.name()));
    loss.limitBytes().ifPresent(bytes -> object.addProperty("limit_bytes", bytes));
    object.add("loss", JsonReport.text(loss.loss()));
    object.add("evidence", JsonReport.evidence(loss.evidence()));
    return object;
  }

  private static String mark(Alternative alternative) {
    return switch (alternative.standing()) {
      case CHOSEN -> "*";
      case POSSIBLE -> "+";
      case REJECTED, NOT_IN_POLICY -> "x";
      case UNKNOWN -> "?";
    };
  }

  /** What the operator does next, under the reasons. */
  private record ActionLines(Page page) implements Action.Cases<Boolean> {
    @Override
    public Boolean none(Action.None none) {
      return true;
    }

    @Override
    public Boolean change(Action.Change change) {
      return true;
    }

    @Override
    public Boolean refuse(Action.Refuse refuse) {
      refuse.help().forEach(help -> page.item(">", help));
      return true;
    }

    @Override
    public Boolean undetermined(Action.Undetermined undetermined) {
      undetermined.questions().forEach(question -> page.item("?", question.text()));
      return true;
    }
  }
}

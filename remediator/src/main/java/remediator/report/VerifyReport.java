package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Function;
import remediator.fact.HostFacts;
import remediator.plan.Standing;
import remediator.verify.AskedParameter;
import remediator.verify.Effect;
import remediator.verify.Survival;
import remediator.verify.Verification;

/** What the look after the reboot found. */
public record VerifyReport(HostFacts facts, Verification verification) implements Report {

  @Override
  public ResultState state() {
    return switch (verification.state()) {
      case EFFECTIVE -> ResultState.EFFECTIVE;
      case NOT_EFFECTIVE -> ResultState.NOT_EFFECTIVE;
      case REBOOT_PENDING -> ResultState.REBOOT_PENDING;
      case UNDETERMINED, NOTHING_ASKED -> ResultState.UNDETERMINED;
    };
  }

  @Override
  public boolean rebootRequired() {
    return verification.state() == Verification.State.REBOOT_PENDING;
  }

  @Override
  public List<Finding> findings() {
    return Findings.of(facts, verification, false);
  }

  @Override
  public void print(Page page) {
    page.line("Host: " + HostSummary.line(facts));
    page.blank();
    printVerdict(page);
    verification.advice().forEach(advice -> page.item(">", advice));
    if (!verification.asked().isEmpty()) {
      page.heading("ASKED  by " + verification.origin().origin());
      verification.asked().forEach(asked -> print(page, asked));
    }
    if (!verification.effects().isEmpty()) {
      page.heading("EFFECT");
      verification.effects().forEach(effect -> print(page, effect));
    }
    if (!verification.survival().isEmpty()) {
      page.heading("SURVIVAL");
      verification.survival().forEach(survival -> print(page, survival));
    }
  }

  @Override
  public void addTo(JsonObject document) {
    JsonObject object = new JsonObject();
    object.addProperty("state", HostSummary.lower(verification.state()));
    object.add("origin", JsonReport.text(verification.origin().origin()));
    object.add("explanation", JsonReport.text(verification.explanation()));
    object.add("advice", JsonReport.texts(verification.advice()));
    object.add("asked", JsonReport.array(verification.asked(), VerifyReport::json));
    object.add("present", present());
    object.add("effect", JsonReport.array(verification.effects(), VerifyReport::json));
    object.add("survival", survival());
    document.add("verification", object);
  }

  private void printVerdict(Page page) {
    String state = HostSummary.lower(verification.state()).replace('_', ' ');
    switch (verification.state()) {
      case EFFECTIVE -> page.good("RESULT  " + state);
      case NOT_EFFECTIVE -> page.bad("RESULT  " + state);
      case REBOOT_PENDING, UNDETERMINED, NOTHING_ASKED -> page.warning("RESULT  " + state);
    }
    page.item("-", verification.explanation());
  }

  private static void print(Page page, AskedParameter asked) {
    page.item(asked.isFulfilled() ? "+" : "!", (asked.wanted() ? "" : "not ") + asked.parameter());
    page.detail("running command line: " + words(asked.running()));
    page.detail("configuration that boots: " + words(asked.generated()));
    page.detail("source of the next configuration: " + words(asked.source()));
  }

  private static void print(Page page, Effect effect) {
    String mark =
        switch (effect.says()) {
          case CONFIRMS -> "+";
          case CONTRADICTS -> "!";
          case NOTHING -> "?";
        };
    page.item(mark, effect.parameter() + ": " + effect.sign());
    String worth = effect.says() == Effect.Says.NOTHING ? ", which proves nothing by itself" : "";
    page.detail("observed: " + effect.observed() + "  (" + effect.source() + ")" + worth);
    page.detail("expected: " + effect.expected());
  }

  private static void print(Page page, Survival survival) {
    String mark =
        switch (survival.holds()) {
          case YES -> "+";
          case NO -> "!";
          case UNKNOWN -> "?";
        };
    page.item(mark, survival.subject() + ": " + survival.why());
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case EVERYWHERE -> "present";
      case SOMEWHERE -> "on some boot entries only";
      case NOWHERE -> "absent";
      case UNKNOWN -> "unknown";
      case NOT_APPLICABLE -> "no such file here";
    };
  }

  /** Where all that was asked for stands together. */
  private JsonElement present() {
    JsonObject object = new JsonObject();
    object.addProperty("running", together(AskedParameter::running));
    object.addProperty("configured", together(AskedParameter::source));
    object.addProperty("generated", together(AskedParameter::generated));
    return object;
  }

  /** One word when all agree, {@code unknown} when one is, else {@code somewhere}. */
  private String together(Function<AskedParameter, Standing> where) {
    List<Standing> standings =
        verification.asked().stream().filter(AskedParameter::wanted).map(where).distinct().toList();
    if (standings.isEmpty()) {
      return HostSummary.lower(Standing.NOT_APPLICABLE);
    }
    if (standings.contains(Standing.UNKNOWN)) {
      return HostSummary.lower(Standing.UNKNOWN);
    }
    return HostSummary.lower(standings.size() == 1 ? standings.get(0) : Standing.SOMEWHERE);
  }

  private JsonElement survival() {
    JsonObject object = new JsonObject();
    object.addProperty("holds", HostSummary.lower(holds()));
    object.add("points", JsonReport.array(verification.survival(), VerifyReport::json));
    return object;
  }

  /** The weakest of all statements; none at all is not known. */
  private Survival.Holds holds() {
    List<Survival.Holds> all = verification.survival().stream().map(Survival::holds).toList();
    if (all.contains(Survival.Holds.NO)) {
      return Survival.Holds.NO;
    }
    boolean unknown = all.isEmpty() || all.contains(Survival.Holds.UNKNOWN);
    return unknown ? Survival.Holds.UNKNOWN : Survival.Holds.YES;
  }

  private static JsonElement json(AskedParameter asked) {
    JsonObject object = new JsonObject();
    object.add("parameter", JsonReport.text(asked.parameter()));
    object.addProperty("wanted", asked.wanted());
    object.addProperty("fulfilled", asked.isFulfilled());
    JsonObject present = new JsonObject();
    present.addProperty("running", HostSummary.lower(asked.running()));
    present.addProperty("configured", HostSummary.lower(asked.source()));
    present.addProperty("generated", HostSummary.lower(asked.generated()));
    object.add("present", present);
    return object;
  }

  private static JsonElement json(Effect effect) {
    JsonObject object = new JsonObject();
    object.add("parameter", JsonReport.text(effect.parameter()));
    object.add("sign", JsonReport.text(effect.sign()));
    object.addProperty("says", HostSummary.lower(effect.says()));
    object.add("observed", JsonReport.text(effect.observed()));
    object.add("expected", JsonReport.text(effect.expected()));
    object.add("source", JsonReport.text(effect.source()));
    return object;
  }

  private static JsonElement json(Survival survival) {
    JsonObject object = new JsonObject();
    object.add("subject", JsonReport.text(survival.subject()));
    object.addProperty("holds", HostSummary.lower(survival.holds()));
    object.add("why", JsonReport.text(survival.why()));
    return object;
  }
}

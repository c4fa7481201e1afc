package remediator.lawless.memory;

import com.google.gson.Gson;
import remediator.lawless.policy.Judge;

/** Its own layer without an arrow, in a signature only, and a library that nobody may use. */
final class LooksAside {
  private LooksAside() {}

  static String said(Judge judge) {
    return new Gson().toJson(judge.getClass().getName());
  }
}

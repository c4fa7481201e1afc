package remediator.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Locale;
import remediator.fact.Distribution;
import remediator.fact.Fact;
import remediator.fact.HostFacts;

/** Which host a report speaks of: one line of text, one {@code host} object of JSON. */
final class HostSummary {
  private HostSummary() {}

  static String line(HostFacts facts) {
    return String.join(
        ", ",
        said(facts.distribution().map(Distribution::prettyName), "distribution"),
        "kernel " + said(facts.runningRelease(), "release"),
        said(facts.architecture(), "architecture"),
        said(facts.firmware().map(Enum::name), "firmware"),
        "cgroup " + said(facts.cgroupMode().map(HostSummary::lower), "mode"));
  }

  static JsonObject json(HostFacts facts) {
    JsonObject host = new JsonObject();
    host.addProperty("live", facts.live());
    host.add("machine_id", JsonReport.fact(facts.machineId(), JsonReport::text));
    host.add("boot_id", JsonReport.fact(facts.bootId(), JsonReport::text));
    host.add("distribution", JsonReport.fact(facts.distribution(), HostSummary::distribution));
    host.add("architecture", JsonReport.fact(facts.architecture(), JsonReport::text));
    host.add(
        "firmware",
        JsonReport.fact(facts.firmware(), firmware -> new JsonPrimitive(lower(firmware))));
    host.add("running_release", JsonReport.fact(facts.runningRelease(), JsonReport::text));
    host.add(
        "cgroup_mode", JsonReport.fact(facts.cgroupMode(), mode -> new JsonPrimitive(lower(mode))));
    return host;
  }

  private static JsonObject distribution(Distribution distribution) {
    JsonObject object = new JsonObject();
    object.add("id", JsonReport.text(distribution.id()));
    object.add("version_id", JsonReport.text(distribution.versionId()));
    object.add("pretty_name", JsonReport.text(distribution.prettyName()));
    return object;
  }

  private static String said(Fact<String> fact, String what) {
    return fact.match(known -> known.value(), unknown -> what + " unknown");
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}

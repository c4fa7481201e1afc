package remediator.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import remediator.fact.BootFile;
import remediator.fact.BootSetup;
import remediator.fact.CgroupController;
import remediator.fact.ContainerRuntime;
import remediator.fact.Distribution;
import remediator.fact.Evidence;
import remediator.fact.Fact;
import remediator.fact.HostFacts;
import remediator.fact.MemoryDependent;
import remediator.fact.MemoryFigures;

/** The facts, one by one, with their sources. */
final class FactLines {
  private static final Set<BootSetup.Kind> NOT_EDITED =
      EnumSet.of(BootSetup.Kind.UNSUPPORTED, BootSetup.Kind.LOADER_ENTRIES);

  private FactLines() {}

  /** True when neither a kernel nor a boot setup was found: this is not the root of a host. */
  static boolean nothingKnown(HostFacts facts) {
    return !facts.kernels().isKnown()
        && !facts.runningRelease().isKnown()
        && !facts.bootSetup().kind().isKnown();
  }

  static void print(Page page, HostFacts facts) {
    page.heading("HOST");
    field(page, "machine id", facts.machineId());
    field(page, "boot id", facts.bootId());
    field(page, "distribution", facts.distribution().map(Distribution::prettyName));
    field(page, "architecture", facts.architecture());
    field(page, "firmware", facts.firmware().map(HostSummary::lower));
    field(page, "running kernel", facts.runningRelease());
    field(page, "command line", facts.runningCommandLine().map(Redaction::of));
    field(page, "cgroup mode", facts.cgroupMode().map(HostSummary::lower));
    page.heading("KERNELS");
    facts
        .kernels()
        .match(
            known -> {
              known.value().forEach(kernel -> KernelLines.print(page, kernel, false));
              return true;
            },
            unknown -> unknown(page, unknown.source(), unknown.reason()));
    printBoot(page, facts.bootSetup());
    printDependents(page, facts);
    printMemory(page, facts.memory());
  }

  static JsonObject json(HostFacts facts) {
    JsonObject object = HostSummary.json(facts);
    object.add(
        "running_command_line",
        JsonReport.fact(facts.runningCommandLine(), l -> JsonReport.text(Redaction.of(l))));
    object.add(
        "kernels",
        JsonReport.fact(facts.kernels(), list -> JsonReport.array(list, KernelLines::json)));
    object.add("boot", boot(facts.bootSetup()));
    object.add("container_runtimes", JsonReport.array(facts.runtimes(), FactLines::runtime));
    object.add(
        "memory_dependents", JsonReport.array(facts.dependents().found(), FactLines::dependent));
    object.add(
        "memory_dependents_unread",
        JsonReport.array(
            facts.dependents().unread(), unread -> JsonReport.fact(unread, FactLines::dependent)));
    object.add("memory", memory(facts.memory()));
    object.add("log", LogLines.json(facts.log()));
    return object;
  }

  static JsonObject boot(BootSetup setup) {
    JsonObject object = new JsonObject();
    object.add(
        "kind", JsonReport.fact(setup.kind(), kind -> new JsonPrimitive(HostSummary.lower(kind))));
    object.add("boots_next", JsonReport.fact(setup.bootsNext(), FactLines::defaultEntry));
    object.add("files", JsonReport.array(setup.files(), FactLines::file));
    return object;
  }

  static void printBoot(Page page, BootSetup setup) {
    page.heading("BOOT");
    field(page, "setup", setup.kind().map(kind -> HostSummary.lower(kind).replace('_', ' ')));
    printUnsupported(page, setup);
    field(page, "boots next", setup.bootsNext().map(entry -> entry.title()));
    for (BootFile file : setup.files()) {
      String link = file.path().equals(file.target()) ? "" : " -> " + file.target();
      String unread = file.content().match(known -> "", unknown -> "  UNREAD: " + unknown.reason());
      page.item("-", file.path() + link + "  (" + words(file.role()) + ")" + unread);
    }
  }

  /** What boots this host instead of something we know; nothing for a setup that we edit. */
  static void printUnsupported(Page page, BootSetup setup) {
    unsupported(setup)
        .ifPresent(evidence -> page.item("!", evidence.source() + ": " + evidence.excerpt()));
  }

  static Optional<Evidence> unsupported(BootSetup setup) {
    return setup
        .kind()
        .match(
            known ->
                Optional.of(known.evidence())
                    .filter(evidence -> NOT_EDITED.contains(known.value())),
            unknown -> Optional.empty());
  }

  static void printMemory(Page page, MemoryFigures memory) {
    page.heading("MEMORY");
    field(page, "total", memory.total().map(Sizes::of));
    field(page, "slab", memory.slab().map(Sizes::of));
    field(page, "unreclaimable", memory.slabUnreclaimable().map(Sizes::of));
    field(page, "controller", memory.memoryController().map(FactLines::controllerWords));
    field(page, "memory cgroups", memory.memoryCgroupDirectories().map(String::valueOf));
    field(page, "cgroup caches", memory.perCgroupSlabCaches().map(String::valueOf));
    field(page, "cache owners", memory.slabCacheOwners().map(String::valueOf));
    field(page, "kmem usage", memory.kernelMemoryUsage().map(Sizes::of));
  }

  private static void printDependents(Page page, HostFacts facts) {
    page.heading("NEEDS THE MEMORY CONTROLLER");
    facts.runtimes().forEach(runtime -> page.item("-", words(runtime)));
    facts.dependents().found().forEach(found -> page.item("-", DecisionLines.line(found)));
    facts.dependents().unread().forEach(unread -> unknown(page, unread.source(), unread.reason()));
    if (facts.dependents().found().isEmpty() && facts.dependents().unread().isEmpty()) {
      page.line("  nothing was found that does");
    }
  }

  private static void field(Page page, String label, Fact<String> fact) {
    page.field(
        label, fact.match(known -> known.value(), unknown -> "unknown: " + unknown.reason()));
  }

  private static boolean unknown(Page page, String source, String reason) {
    page.item("?", source + ": " + reason);
    return true;
  }

  private static String words(BootFile.Role role) {
    return HostSummary.lower(role).replace('_', ' ');
  }

  private static String words(ContainerRuntime runtime) {
    return runtime.name()
        + runtime.version().map(version -> " " + version).orElse("")
        + (runtime.running() ? ", running" : ", installed");
  }

  private static String controllerWords(Optional<CgroupController> row) {
    return row.map(
            controller ->
                "%s, %d cgroups"
                    .formatted(controller.enabled() ? "enabled" : "disabled", controller.cgroups()))
        .orElse("not listed");
  }

  private static JsonElement defaultEntry(BootSetup.DefaultEntry entry) {
    JsonObject object = new JsonObject();
    object.add("file", JsonReport.text(entry.file().value()));
    object.addProperty("line", entry.line());
    object.add("title", JsonReport.text(entry.title()));
    object.add("release", JsonReport.nullable(entry.release()));
    return object;
  }

  private static JsonElement file(BootFile file) {
    JsonObject object = new JsonObject();
    object.add("path", JsonReport.text(file.path().value()));
    object.add("target", JsonReport.text(file.target().value()));
    object.addProperty("role", HostSummary.lower(file.role()));
    object.add(
        "sha256",
        JsonReport.fact(
            file.content(), content -> new JsonPrimitive(content.state().digest().hex())));
    return object;
  }

  private static JsonElement runtime(ContainerRuntime runtime) {
    JsonObject object = new JsonObject();
    object.add("name", JsonReport.text(runtime.name()));
    object.addProperty("running", runtime.running());
    object.add("version", JsonReport.nullable(runtime.version()));
    object.add("evidence", JsonReport.evidence(runtime.evidence()));
    return object;
  }

  private static JsonElement dependent(MemoryDependent dependent) {
    return DecisionLines.loss(dependent);
  }

  private static JsonObject memory(MemoryFigures memory) {
    JsonObject object = new JsonObject();
    number(object, "total_bytes", memory.total());
    number(object, "slab_bytes", memory.slab());
    number(object, "slab_unreclaimable_bytes", memory.slabUnreclaimable());
    object.add("controller", JsonReport.fact(memory.memoryController(), FactLines::controller));
    number(object, "memory_cgroup_directories", memory.memoryCgroupDirectories());
    number(object, "per_cgroup_slab_caches", memory.perCgroupSlabCaches());
    number(object, "slab_cache_owners", memory.slabCacheOwners());
    number(object, "per_cgroup_slab_rows", memory.perCgroupSlabRows());
    number(object, "accounted_slab_caches", memory.accountedSlabCaches());
    number(object, "kernel_memory_usage_bytes", memory.kernelMemoryUsage());
    return object;
  }

  private static void number(JsonObject object, String name, Fact<Long> fact) {
    object.add(name, JsonReport.fact(fact, JsonPrimitive::new));
  }

  private static JsonElement controller(Optional<CgroupController> row) {
    return row.<JsonElement>map(
            controller -> {
              JsonObject object = new JsonObject();
              object.addProperty("hierarchy", controller.hierarchy());
              object.addProperty("cgroups", controller.cgroups());
              object.addProperty("enabled", controller.enabled());
              return object;
            })
        .orElse(JsonNull.INSTANCE);
  }
}

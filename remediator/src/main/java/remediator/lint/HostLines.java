package remediator.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.bootloader.BootEntry;
import remediator.bootloader.DefaultsValue;
import remediator.bootloader.GrubDefaults;
import remediator.bootloader.GrubEnv;
import remediator.fact.BootFile;
import remediator.fact.BootSetup;
import remediator.fact.HostFacts;
import remediator.file.HostPath;
import remediator.kernel.CommandLine;
import remediator.plan.BootDocuments;
import remediator.plan.EntryRelease;

/**
 * Every command line of a host that can be read, and what kept others from it.
 *
 * @param unread what could not be judged, each with where and why; an answer is incomplete then
 */
record HostLines(List<HostLine> lines, List<String> unread) {
  /** Variables of GRUB's environment block that are put into command lines (grubby, TuneD). */
  private static final List<String> ENVIRONMENT = List.of("kernelopts", "tuned_params");

  /** Whole files that are one command line (kernel-install(8); the Raspberry Pi's firmware). */
  private static final HostPath INSTALLED_LINE = HostPath.of("/etc/kernel/cmdline");

  private static final String FIRMWARE_LINE = "cmdline.txt";

  HostLines {
    lines = List.copyOf(lines);
    unread = List.copyOf(unread);
  }

  static HostLines of(HostFacts facts) {
    List<HostLine> lines = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    addRunning(facts, lines, unread);
    BootDocuments documents = BootDocuments.of(facts.bootSetup());
    unread.addAll(documents.problems());
    documents.generated().forEach(each -> addEntries(each, facts.bootSetup(), lines));
    facts
        .bootSetup()
        .files(BootFile.Role.LOADER_ENTRY)
        .forEach(each -> addLoaderEntry(each, facts.bootSetup(), lines));
    facts.bootSetup().files(BootFile.Role.ENVIRONMENT).forEach(each -> addEnvironment(each, lines));
    facts.bootSetup().files(BootFile.Role.FOREIGN).forEach(each -> addForeign(each, lines));
    addDefaults(documents, GrubDefaults.COMMAND_LINE, lines, unread);
    addDefaults(documents, GrubDefaults.COMMAND_LINE_DEFAULT, lines, unread);
    return new HostLines(lines, unread);
  }

  /** A tree that does not run has no running line, and nothing is missing then. */
  private static void addRunning(HostFacts facts, List<HostLine> lines, List<String> unread) {
    facts
        .runningCommandLine()
        .match(
            known ->
                lines.add(
                    new HostLine(
                        new Place(Moment.RUNNING, known.evidence().source(), 0),
                        facts.runningRelease().optional(),
                        new CommandLine(known.value()))),
            unknown -> facts.live() && unread.add(unknown.source() + ": " + unknown.reason()));
  }

  private static void addEntries(
      BootDocuments.Generated generated, BootSetup setup, List<HostLine> lines) {
    HostPath file = generated.file().path();
    for (BootEntry entry : generated.document().entries()) {
      Moment moment = moment(setup, file, entry.line());
      entry
          .kernelLines()
          .forEach(
              kernel ->
                  lines.add(
                      new HostLine(
                          new Place(moment, file.value(), kernel.line()),
                          EntryRelease.of(kernel.kernelPath()),
                          kernel.commandLine())));
    }
  }

  private static Moment moment(BootSetup setup, HostPath file, int line) {
    return setup
            .bootsNext()
            .optional()
            .filter(next -> next.file().equals(file) && next.line() == line)
            .isPresent()
        ? Moment.NEXT_BOOT
        : Moment.BOOT_MENU;
  }

  private static void addLoaderEntry(BootFile file, BootSetup setup, List<HostLine> lines) {
    List<String> text = file.text().orElse("").lines().map(String::strip).toList();
    Optional<String> release =
        text.stream()
            .flatMap(line -> value(line, "linux").stream())
            .findFirst()
            .flatMap(EntryRelease::of);
    boolean next =
        setup.bootsNext().optional().filter(e -> e.file().equals(file.path())).isPresent();
    for (int at = 0; at < text.size(); at++) {
      int number = at + 1;
      value(text.get(at), "options")
          .ifPresent(
              options ->
                  lines.add(
                      new HostLine(
                          new Place(
                              next ? Moment.NEXT_BOOT : Moment.BOOT_MENU,
                              file.path().value(),
                              number),
                          release,
                          new CommandLine(options))));
    }
  }

  private static Optional<String> value(String line, String key) {
    boolean has = line.startsWith(key + " ") || line.startsWith(key + "\t");
    return has ? Optional.of(line.substring(key.length()).strip()) : Optional.empty();
  }

  private static void addEnvironment(BootFile file, List<HostLine> lines) {
    GrubEnv environment = GrubEnv.parse(file.text().orElse(""));
    Place place = new Place(Moment.NEXT_BOOT, file.path().value(), 0);
    ENVIRONMENT.stream()
        .flatMap(name -> environment.variable(name).stream())
        .forEach(value -> lines.add(new HostLine(place, Optional.empty(), new CommandLine(value))));
  }

  private static void addForeign(BootFile file, List<HostLine> lines) {
    boolean installed = file.path().equals(INSTALLED_LINE);
    if (installed || file.path().name().equals(FIRMWARE_LINE)) {
      String text =
          Stream.of(file.text().orElse("").split("\n", -1))
              .filter(line -> !line.startsWith("#"))
              .collect(Collectors.joining(" "));
      Moment moment = installed ? Moment.NEXT_UPDATE : Moment.NEXT_BOOT;
      lines.add(
          new HostLine(
              new Place(moment, file.path().value(), 0), Optional.empty(), new CommandLine(text)));
    }
  }

  private static void addDefaults(
      BootDocuments documents, String variable, List<HostLine> lines, List<String> unread) {
    documents
        .defaults()
        .value(variable)
        .match(
            new DefaultsValue.Cases<Boolean>() {
              @Override
              public Boolean known(DefaultsValue.Known known) {
                Place place =
                    new Place(Moment.NEXT_UPDATE, known.path().value(), Math.max(0, known.line()));
                return lines.add(new HostLine(place, Optional.empty(), known.commandLine()));
              }

              @Override
              public Boolean unjudgeable(DefaultsValue.Unjudgeable value) {
                return unread.add(value.path() + ":" + value.line() + ": " + value.reason());
              }

              @Override
              public Boolean unset() {
                return false;
              }
            });
  }
}

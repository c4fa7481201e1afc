package remediator.bootloader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.bootloader.ShellStatement.Assignment;
import remediator.file.HostPath;
import remediator.kernel.CommandLine;
import remediator.kernel.CommandLineEdit;
import remediator.kernel.ParameterRequest;
import remediator.kernel.Splice;

/**
 * The files that grub-mkconfig sources, in order, and what their variables hold in the end.
 *
 * <p>On Debian and Ubuntu: {@link GrubDefaults#PATH}, then each {@code *.cfg} of {@link
 * GrubDefaults#DROP_IN_DIRECTORY} in the order of names; elsewhere the first file alone. The last
 * assignment of a variable is in force, and may refer to earlier ones.
 *
 * @param sources the files in the order in which they are sourced
 */
public record GrubDefaultsChain(List<Source> sources) {
  /** A file of the chain. */
  public record Source(HostPath path, GrubDefaults document) {}

  /** Copies the list. */
  public GrubDefaultsChain {
    sources = List.copyOf(sources);
  }

  /** A chain of one file. */
  public static GrubDefaultsChain of(HostPath path, GrubDefaults document) {
    return new GrubDefaultsChain(List.of(new Source(path, document)));
  }

  /** The document at a path, if it is part of the chain. */
  public Optional<GrubDefaults> document(HostPath path) {
    return sources.stream()
        .filter(source -> source.path().equals(path))
        .map(Source::document)
        .findFirst();
  }

  /**
   * The chain with another document at a path of it, or with one more drop-in where its name puts
   * it among the others.
   */
  public GrubDefaultsChain with(HostPath path, GrubDefaults document) {
    List<Source> changed = new ArrayList<>(sources);
    changed.replaceAll(each -> each.path().equals(path) ? new Source(path, document) : each);
    if (document(path).isEmpty()) {
      long earlier = sources.stream().filter(each -> isSourcedBefore(each.path(), path)).count();
      changed.add((int) earlier, new Source(path, document));
    }
    return new GrubDefaultsChain(changed);
  }

  /** Where a variable is first given more by {@code +=}, which dash takes for a command. */
  public Optional<Problem> appended(String variable) {
    return sources.stream()
        .flatMap(
            source ->
                source.document().statements().stream()
                    .filter(Assignment.class::isInstance)
                    .map(Assignment.class::cast)
                    .filter(each -> each.append() && each.name().equals(variable))
                    .map(
                        each ->
                            new Problem(each.line(), "dash, which is sh here, does not know +=")
                                .in(source.path())))
        .findFirst();
  }

  /** What a variable holds after the last file. */
  public DefaultsValue value(String variable) {
    return new ShellEvaluation(sources).value(variable);
  }

  /**
   * The files whose bytes the value of a variable is made of, first the one in force; empty if the
   * value is not known.
   */
  public List<HostPath> contributors(String variable) {
    Set<HostPath> paths = new LinkedHashSet<>();
    new ShellEvaluation(sources)
        .known(variable)
        .ifPresent(
            value -> {
              paths.add(sources.get(value.first().file()).path());
              value.glyphs().forEach(g -> paths.add(sources.get(g.origin().file()).path()));
            });
    return List.copyOf(paths);
  }

  /**
   * The chain after the wishes for a variable that holds kernel parameters.
   *
   * <p>What is added goes into the assignment in force, inside of its quotes; what is removed goes
   * from whichever assignment wrote it; references stay as they are. Refused if the value is unset
   * or cannot be judged, if GRUB would not read it as words of one command, or if reading back does
   * not give what was asked for.
   */
  public Edited<GrubDefaultsChain> withValueEdited(
      String variable, List<ParameterRequest> requests) {
    List<Problem> problems = new ArrayList<>();
    Optional<CommandLine> before = words(variable, problems);
    if (before.isEmpty()) {
      return new Edited.Refused<>(problems);
    }
    GrubDefaultsChain result = this;
    for (ParameterRequest request : requests) {
      result = result.edited(variable, request);
    }
    result = result.withoutOwnBlocks(variable);
    List<String> expected =
        new CommandLine(CommandLineEdit.apply(before.get().text(), requests)).meaning();
    Optional<CommandLine> after = result.words(variable, problems);
    boolean asAsked = after.map(line -> line.meaning().equals(expected)).orElse(expected.isEmpty());
    if (asAsked) {
      return new Edited.Done<>(result);
    }
    problems.add(new Problem(0, "the edit of " + variable + " cannot be written safely"));
    return new Edited.Refused<>(problems);
  }

  private static boolean isSourcedBefore(HostPath each, HostPath added) {
    return !each.isUnder(GrubDefaults.DROP_IN_DIRECTORY) || each.compareTo(added) < 0;
  }

  private Optional<CommandLine> words(String variable, List<Problem> problems) {
    return value(variable)
        .match(
            new DefaultsValue.Cases<>() {
              @Override
              public Optional<CommandLine> known(DefaultsValue.Known known) {
                return words(known, problems);
              }

              @Override
              public Optional<CommandLine> unjudgeable(DefaultsValue.Unjudgeable value) {
                problems.add(new Problem(value.line(), value.reason()).in(value.path()));
                return Optional.empty();
              }

              @Override
              public Optional<CommandLine> unset() {
                problems.add(new Problem(0, variable + " is not assigned"));
                return Optional.empty();
              }
            });
  }

  /** The value as GRUB reads it once grub-mkconfig has put it into grub.cfg. */
  private static Optional<CommandLine> words(DefaultsValue.Known known, List<Problem> problems) {
    GrubArguments arguments = GrubArguments.of(known.text());
    Optional<String> problem =
        known.text().indexOf('\n') < 0
            ? arguments.problem()
            : Optional.of("the value goes over several lines of grub.cfg");
    problem.ifPresent(what -> problems.add(new Problem(known.line(), what).in(known.path())));
    return problem.isPresent() ? Optional.empty() : Optional.of(arguments.commandLine());
  }

  private GrubDefaultsChain edited(String variable, ParameterRequest request) {
    Optional<ShellValue> value = new ShellEvaluation(sources).known(variable);
    if (value.isEmpty()) {
      return this;
    }
    Map<Integer, Set<Splice>> perFile = new HashMap<>();
    for (Splice splice : GrubArguments.of(value.get().text()).splices(request)) {
      for (ShellValue.FileSplice each : value.get().toFiles(splice)) {
        perFile.computeIfAbsent(each.file(), file -> new LinkedHashSet<>()).add(each.splice());
      }
    }
    GrubDefaultsChain result = this;
    for (Map.Entry<Integer, Set<Splice>> entry : perFile.entrySet()) {
      Source source = sources.get(entry.getKey());
      String text = Splice.apply(source.document().text(), List.copyOf(entry.getValue()));
      result = result.with(source.path(), GrubDefaults.parse(text));
    }
    return result;
  }

  private GrubDefaultsChain withoutOwnBlocks(String variable) {
    return new GrubDefaultsChain(
        sources.stream()
            .map(each -> new Source(each.path(), each.document().withoutOwnBlock(variable)))
            .toList());
  }
}

package remediator.bootloader;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import remediator.kernel.CommandLine;
import remediator.kernel.CommandLineEdit;
import remediator.kernel.ParameterRequest;
import remediator.kernel.Splice;

/**
 * A grub.cfg, without loss: what it boots, and how its kernel lines change.
 *
 * <p>Read as GRUB's script parser reads it (grub-core/script, 2.02 to 2.12). A file that GRUB would
 * not take has {@link #problems()} and is never edited.
 */
public final class GrubCfg {
  /** What a grub.cfg is for, by its content. */
  public enum Role {
    /** It holds boot entries or loads a kernel: the real file. */
    FULL,
    /** It only sends GRUB to another file: never write a menu into it. */
    REDIRECT,
    /** Its entries come from loader entry files ({@code blscfg}). */
    LOADER_ENTRIES,
    /** None of these. */
    EMPTY
  }

  /**
   * Another configuration that this one goes on with.
   *
   * @param command {@code source}, {@code configfile} or the like
   * @param file the file as written, its quotes taken off, variables kept
   */
  public record Inclusion(String command, String file, int line) {}

  private static final Set<String> INCLUDING =
      Set.of("source", ".", "configfile", "normal", "extract_entries_configfile");

  private final String text;
  private final List<GrubNode> nodes;
  private final List<Problem> problems;
  private final GrubEntries.Found found;
  private final List<Inclusion> inclusions = new ArrayList<>();
  private boolean loaderEntries;

  private GrubCfg(String text) {
    this.text = text;
    GrubParser parser = new GrubParser(text);
    this.nodes = parser.parse();
    this.found = GrubEntries.in(text, nodes);
    List<Problem> all = new ArrayList<>(parser.problems());
    found.entries().stream()
        .flatMap(entry -> entry.kernelLines().stream())
        .filter(line -> line.source().length() > GrubArguments.LENGTH_MAX)
        .forEach(line -> all.add(new Problem(line.line(), "this kernel line is too long")));
    this.problems = List.copyOf(all);
    collect(nodes);
  }

  /** Reads any text; never fails. */
  public static GrubCfg parse(String text) {
    return new GrubCfg(text);
  }

  /** The file, byte for byte. */
  public String text() {
    return text;
  }

  /** What GRUB would not take, by line; empty for a sound file. */
  public List<Problem> problems() {
    return problems;
  }

  /** Kernels that are loaded where we cannot tell for which entry; they are not edited. */
  public List<Problem> unjudged() {
    return List.copyOf(found.unjudged());
  }

  /**
   * Everything that can be booted, in the order of the menu, the items of submenus in their place.
   */
  public List<BootEntry> entries() {
    return List.copyOf(found.entries());
  }

  /** Other files that take part, in order. */
  public List<Inclusion> inclusions() {
    return List.copyOf(inclusions);
  }

  /** What this file is for. */
  public Role role() {
    if (loaderEntries) {
      return Role.LOADER_ENTRIES;
    }
    if (!found.entries().isEmpty()) {
      return Role.FULL;
    }
    return inclusions.isEmpty() ? Role.EMPTY : Role.REDIRECT;
  }

  /** Which entry starts by itself, where none of the files that this one sources is there. */
  public NextBoot bootsNext(Optional<GrubEnv> env) {
    return bootsNext(env, file -> false);
  }

  /**
   * Which entry starts by itself.
   *
   * @param env the environment block of this file, if there is one
   * @param present whether a file of {@link #inclusions()} is there; one that is might select
   *     another entry, so the answer is then undetermined
   */
  public NextBoot bootsNext(Optional<GrubEnv> env, Predicate<String> present) {
    if (loaderEntries) {
      return new NextBoot.Undetermined("the entries come from loader entry files (blscfg)");
    }
    return new GrubSelection(found.entries(), new GrubVariables(text, env, present)).of(nodes);
  }

  /** Every kernel line of the chosen entries after the wishes; nothing else changes. */
  public Edited<GrubCfg> withCommandLines(
      Predicate<BootEntry> chosen, List<ParameterRequest> requests) {
    if (!problems.isEmpty()) {
      return new Edited.Refused<>(problems);
    }
    List<Splice> splices = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (BootEntry entry : found.entries()) {
      if (chosen.test(entry)) {
        entry.kernelLines().stream()
            .filter(line -> seen.add(line.start()))
            .forEach(line -> splices.add(splice(line, requests)));
      }
    }
    splices.removeIf(Splice::isEmpty);
    GrubCfg edited = new GrubCfg(Splice.apply(text, splices));
    List<Problem> wrong = differences(edited, chosen, requests);
    return wrong.isEmpty() ? new Edited.Done<>(edited) : new Edited.Refused<>(wrong);
  }

  private static Splice splice(KernelLine line, List<ParameterRequest> requests) {
    String edited = GrubArguments.edited(line.source(), true, requests);
    return edited.equals(line.source())
        ? Splice.insertion(line.start(), "")
        : new Splice(line.start(), line.end(), edited);
  }

  /** Reads an edit back: the chosen lines say what was asked for, the others what they said. */
  private List<Problem> differences(
      GrubCfg edited, Predicate<BootEntry> chosen, List<ParameterRequest> requests) {
    List<Problem> wrong = new ArrayList<>(edited.problems());
    List<BootEntry> before = entries();
    List<BootEntry> after = edited.entries();
    if (before.size() != after.size()) {
      wrong.add(new Problem(0, "the edit would change the number of boot entries"));
      return wrong;
    }
    for (int at = 0; at < before.size(); at++) {
      BootEntry entry = before.get(at);
      List<ParameterRequest> asked = chosen.test(entry) ? requests : List.of();
      if (!expected(entry, asked).equals(meaning(after.get(at)))) {
        wrong.add(new Problem(entry.line(), "the edit of this entry cannot be expressed in GRUB"));
      }
    }
    return wrong;
  }

  private static List<List<String>> meaning(BootEntry entry) {
    return entry.kernelLines().stream().map(line -> line.booted().meaning()).toList();
  }

  private static List<List<String>> expected(BootEntry entry, List<ParameterRequest> requests) {
    return entry.kernelLines().stream()
        .map(line -> CommandLineEdit.apply(line.booted().text(), requests))
        .map(line -> new CommandLine(line).meaning())
        .toList();
  }

  private void collect(List<GrubNode> list) {
    for (GrubNode node : list) {
      if (node instanceof GrubNode.Command command) {
        note(command);
        collect(command.block());
      } else if (node instanceof GrubNode.Choice choice) {
        choice.branches().forEach(branch -> collect(branch.condition()));
        choice.branches().forEach(branch -> collect(branch.body()));
        collect(choice.otherwise());
      } else if (node instanceof GrubNode.Loop loop) {
        collect(loop.body());
      } else if (node instanceof GrubNode.Function function) {
        collect(function.body());
      }
    }
  }

  private void note(GrubNode.Command command) {
    if (command.words().isEmpty()) {
      return;
    }
    String word = unquoted(command.words().get(0));
    loaderEntries |= word.equals("blscfg");
    if (INCLUDING.contains(word) && command.words().size() > 1) {
      inclusions.add(new Inclusion(word, unquoted(command.words().get(1)), command.line()));
    }
  }

  private String unquoted(GrubNode.Span span) {
    return GrubWord.unquoted(text, span.start(), span.end());
  }
}

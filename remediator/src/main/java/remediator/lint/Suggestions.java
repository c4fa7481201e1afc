package remediator.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import remediator.kernel.Parameter;
import remediator.kernel.ParameterName;
import remediator.kernelimage.Vocabulary;

/**
 * Finds the name that was most likely meant, a bounded number of times.
 *
 * <p>Candidates are the names of all kernels of the host and those of everybody else who reads the
 * line; for a name with a dot also the modules that can be loaded.
 */
final class Suggestions {
  private final List<LintKernel> kernels;
  private final KnownWords known;
  private final Map<String, NearestName> searches = new HashMap<>();
  private int left;

  Suggestions(List<LintKernel> kernels, KnownWords known, int searchesMax) {
    this.kernels = kernels;
    this.known = known;
    this.left = searchesMax;
  }

  /** A name that is in no table and on no list. */
  Optional<String> ofName(ParameterName name) {
    if (isExhausted()) {
      return Optional.empty();
    }
    Optional<String> whole = search("names", this::names).to(name.text());
    return whole.isPresent() ? whole : ofModule(name);
  }

  /** The same of a word; nothing where its value is none that the meant name takes. */
  Optional<String> ofWord(Parameter word) {
    return ofName(word.name()).filter(meant -> takes(meant, word));
  }

  /** A name of the form that the names of somebody else than a kernel have. */
  Optional<String> ofOthers(ParameterName name) {
    return isExhausted() ? Optional.empty() : search("others", known::names).to(name.text());
  }

  /** A token that the parameter does not take. */
  Optional<String> ofToken(String name, String token) {
    return isExhausted() ? Optional.empty() : search("token " + name, () -> tokens(name)).to(token);
  }

  /** {@code cgroup_memory=1} of the Raspberry Pi is not {@code cgroup.memory=1}. */
  private boolean takes(String meant, Parameter word) {
    return !Vocabulary.hasTokens(meant)
        || word.value().isEmpty()
        || word.commaTokens().stream()
            .anyMatch(token -> tokens(meant).contains(token) || ofToken(meant, token).isPresent());
  }

  private Optional<String> ofModule(ParameterName name) {
    String rest = name.text().substring(name.text().indexOf('.') + 1);
    return LintKernel.module(name)
        .flatMap(module -> search("modules", this::modules).to(module))
        .map(module -> module + "." + rest);
  }

  private boolean isExhausted() {
    left--;
    return left < 0;
  }

  private NearestName search(String what, Supplier<Set<String>> names) {
    return searches.computeIfAbsent(what, key -> new NearestName(names.get()));
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(known.names());
    vocabularies().forEach(vocabulary -> names.addAll(vocabulary.names()));
    return names;
  }

  private Set<String> tokens(String name) {
    Set<String> tokens = new TreeSet<>();
    vocabularies().forEach(vocabulary -> tokens.addAll(vocabulary.tokens(name)));
    return tokens;
  }

  private Set<String> modules() {
    Set<String> modules = new TreeSet<>();
    kernels.forEach(kernel -> kernel.modules().optional().ifPresent(modules::addAll));
    return modules;
  }

  private List<Vocabulary> vocabularies() {
    return kernels.stream().flatMap(kernel -> kernel.vocabulary().optional().stream()).toList();
  }
}

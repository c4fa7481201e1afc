package remediator.probe;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import remediator.fact.Fact;
import remediator.file.HostPath;
import remediator.kernel.ParameterName;

/**
 * The modules that can be loaded into a kernel, by the list that depmod(8) makes: canonical names,
 * with {@code _} for {@code -}.
 */
final class LoadableModules {
  private static final List<HostPath> DIRECTORIES =
      List.of(HostPath.of("/lib/modules"), HostPath.of("/usr/lib/modules"));

  private static final String LIST = "modules.dep";
  private static final String SUFFIX = ".ko";

  /** Lists of the largest distribution kernels have 1 MB. */
  private static final long LIST_BYTES_MAX = 16L << 20;

  /** Some ten thousand modules are built from a kernel's sources. */
  private static final int MODULES_MAX = 50_000;

  private final Sources sources;

  LoadableModules(Sources sources) {
    this.sources = sources;
  }

  /** Unknown where there is no list, or it cannot be read. */
  Fact<Set<String>> of(String release) {
    if (release.isEmpty() || release.indexOf('/') >= 0 || release.startsWith(".")) {
      return Fact.unknown(LIST, "this release has no directory of modules: " + release);
    }
    Fact<Set<String>> found = Fact.unknown(LIST, "no directory of modules");
    for (HostPath directory : DIRECTORIES) {
      Fact<Set<String>> each = read(directory.resolve(release).resolve(LIST));
      if (each.isKnown()) {
        return each;
      }
      found = each;
    }
    return found;
  }

  private Fact<Set<String>> read(HostPath list) {
    return sources
        .lines(list, LIST_BYTES_MAX, LoadableModules::names)
        .match(
            found -> Fact.known(found.value(), list.value(), found.value().size() + " modules"),
            () -> Fact.unknown(list.value(), Sources.NOT_THERE),
            failed -> Fact.unknown(list.value(), failed.reason()));
  }

  private static Set<String> names(Iterator<String> lines) {
    Set<String> names = new TreeSet<>();
    while (lines.hasNext() && names.size() < MODULES_MAX) {
      name(lines.next()).ifPresent(names::add);
    }
    return Collections.unmodifiableSet(names);
  }

  /** {@code kernel/fs/ext4/ext4.ko.xz: kernel/fs/jbd2/jbd2.ko.xz}. */
  private static Optional<String> name(String line) {
    int colon = line.indexOf(':');
    String path = line.substring(0, Math.max(0, colon));
    String file = path.substring(path.lastIndexOf('/') + 1);
    int suffix = file.indexOf(SUFFIX);
    return suffix > 0
        ? Optional.of(new ParameterName(file.substring(0, suffix)).canonical())
        : Optional.empty();
  }
}

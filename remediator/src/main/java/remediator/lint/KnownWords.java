package remediator.lint;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import remediator.kernel.ParameterName;

/**
 * Words that are no entry of a kernel's tables and are read all the same: by systemd, dracut, an
 * installer, the boot loader.
 *
 * <p>The list is our resource {@code known-words.txt}, whose head says how it is written; what is
 * wrong with it is a defect of this program, {@link IllegalStateException} with the line.
 */
final class KnownWords {
  private static final String RESOURCE = "known-words.txt";
  private static final String DASHES = "dashes";

  /** Who reads a word, and where that is written. */
  record Owner(String name, String source, boolean dashesMatter) {}

  /** Whatever begins or ends so. */
  private record Pattern(String text, boolean beginning, Owner owner) {
    boolean matches(String word) {
      return beginning ? word.startsWith(text) : word.endsWith(text);
    }
  }

  private final Map<String, Owner> names = new HashMap<>();
  private final Map<String, Owner> canonicalNames = new HashMap<>();
  private final List<Pattern> patterns = new ArrayList<>();

  private KnownWords() {}

  static KnownWords shipped() {
    InputStream resource = KnownWords.class.getResourceAsStream(RESOURCE);
    if (resource == null) {
      throw new IllegalStateException("this program lacks its resource " + RESOURCE);
    }
    try (BufferedReader text =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      return parse(text.lines());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read this program's resource " + RESOURCE, e);
    }
  }

  static KnownWords parse(Stream<String> lines) {
    KnownWords words = new KnownWords();
    Optional<Owner> owner = Optional.empty();
    for (String line : (Iterable<String>) lines.map(String::strip)::iterator) {
      if (line.startsWith("[")) {
        owner = Optional.of(owner(line));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        Owner reader =
            owner.orElseThrow(() -> new IllegalStateException(RESOURCE + ": no owner: " + line));
        Stream.of(line.split(" +", -1)).forEach(word -> words.add(word, reader));
      }
    }
    return words;
  }

  /** Who reads exactly this name. */
  Optional<Owner> owner(ParameterName name) {
    return Optional.ofNullable(names.get(name.text()))
        .or(() -> Optional.ofNullable(canonicalNames.get(name.canonical())));
  }

  /** Who reads every name of this form. */
  Optional<Owner> ownerOfForm(ParameterName name) {
    return patterns.stream()
        .filter(pattern -> pattern.matches(name.text()))
        .map(Pattern::owner)
        .findFirst();
  }

  /** Every whole name, in order. */
  Set<String> names() {
    return Collections.unmodifiableSet(new TreeSet<>(names.keySet()));
  }

  private void add(String word, Owner owner) {
    if (word.endsWith("*")) {
      patterns.add(new Pattern(word.substring(0, word.length() - 1), true, owner));
    } else if (word.startsWith("*")) {
      patterns.add(new Pattern(word.substring(1), false, owner));
    } else {
      names.putIfAbsent(word, owner);
      if (!owner.dashesMatter()) {
        canonicalNames.putIfAbsent(new ParameterName(word).canonical(), owner);
      }
    }
  }

  private static Owner owner(String line) {
    String[] fields = line.replaceAll("^\\[|\\]$", "").split(" \\| ", -1);
    if (!line.endsWith("]") || fields.length < 2) {
      throw new IllegalStateException(RESOURCE + ": not [OWNER | SOURCE]: " + line);
    }
    boolean dashes = fields.length > 2 && fields[2].equals(DASHES);
    return new Owner(fields[0], fields[1], !dashes);
  }
}

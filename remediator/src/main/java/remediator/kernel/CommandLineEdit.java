package remediator.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Changes a command line, and only the bytes that the wish needs.
 *
 * <p>New words go to the end of the kernel's own words: before a bare {@code --}, and before a word
 * whose quote is never closed. Words after {@code --} belong to init and are never touched; an el7
 * kernel parses them nevertheless, so callers look at {@link CommandLine#effective}.
 *
 * <p>Adding what was not there and removing it again gives the same text, whatever the text: a word
 * is added with one blank, after the last word if there is one, else before all of the text; and it
 * is removed with the one white space character that stands on that side.
 */
public final class CommandLineEdit {
  private CommandLineEdit() {}

  /** The text after all wishes, in order. */
  public static String apply(String text, List<ParameterRequest> requests) {
    String result = text;
    for (ParameterRequest request : requests) {
      result = Splice.apply(result, splices(result, request));
    }
    return result;
  }

  /** The changes that one wish needs, as disjoint splices of the text; none if it is fulfilled. */
  public static List<Splice> splices(String text, ParameterRequest request) {
    List<Parameter> words = new CommandLine(text).parameters();
    List<Parameter> own = words.stream().filter(word -> !word.afterDashes()).toList();
    return request.match(new Editing(text, own));
  }

  /**
   * The four kinds of change.
   *
   * @param own the kernel's own words and, if there is one, the bare dashes after them
   */
  private record Editing(String text, List<Parameter> own)
      implements ParameterRequest.Cases<List<Splice>> {

    @Override
    public List<Splice> add(ParameterRequest.Add add) {
      if (add.value().isPresent() && CommaLists.includes(add.name())) {
        return addTokens(add.name(), add.value().get());
      }
      boolean there = named(add.name()).anyMatch(word -> word.value().equals(add.value()));
      return there ? List.of() : List.of(append(add.text()));
    }

    @Override
    public List<Splice> remove(ParameterRequest.Remove remove) {
      if (remove.value().isPresent() && CommaLists.includes(remove.name())) {
        return removeTokens(remove.name(), tokens(remove.value().get()));
      }
      return removeWords(
          word -> word.name().equals(remove.name()) && word.value().equals(remove.value()));
    }

    @Override
    public List<Splice> removeEvery(ParameterRequest.RemoveEvery removeEvery) {
      return removeWords(word -> word.name().equals(removeEvery.name()));
    }

    @Override
    public List<Splice> set(ParameterRequest.Set set) {
      Optional<Parameter> first = named(set.name()).findFirst();
      if (first.isEmpty()) {
        return List.of(append(set.text()));
      }
      Parameter kept = first.get();
      List<Splice> splices = new ArrayList<>();
      if (!kept.value().equals(set.value())) {
        splices.add(new Splice(kept.start(), kept.end(), set.text()));
      }
      splices.addAll(
          removeWords(word -> word.name().equals(set.name()) && word.start() != kept.start()));
      return List.copyOf(splices);
    }

    private Stream<Parameter> named(ParameterName name) {
      return own.stream().filter(word -> word.name().equals(name) && !word.isDashes());
    }

    private List<Splice> addTokens(ParameterName name, String value) {
      List<String> there = named(name).flatMap(word -> word.commaTokens().stream()).toList();
      List<String> missing =
          tokens(value).stream().filter(token -> !there.contains(token)).toList();
      if (missing.isEmpty()) {
        return List.of();
      }
      String joined = String.join(",", missing);
      Optional<Parameter> list =
          named(name)
              .filter(word -> !word.commaTokens().isEmpty() && joined.indexOf(' ') < 0)
              .reduce((first, second) -> second);
      return List.of(
          list.map(word -> Splice.insertion(word.valueEnd(), "," + joined))
              .orElseGet(() -> append(new ParameterRequest.Add(name, Optional.of(joined)).text())));
    }

    private List<Splice> removeTokens(ParameterName name, List<String> unwanted) {
      List<Splice> splices = new ArrayList<>();
      named(name)
          .filter(word -> word.commaTokens().stream().anyMatch(t -> !unwanted.contains(t)))
          .forEach(word -> splices.addAll(tokenSplices(word, unwanted)));
      splices.addAll(
          removeWords(
              word ->
                  word.name().equals(name)
                      && !word.commaTokens().isEmpty()
                      && unwanted.containsAll(word.commaTokens())));
      return List.copyOf(splices);
    }

    /** Each unwanted token goes with the comma before it, or after it while none was kept yet. */
    private static List<Splice> tokenSplices(Parameter word, List<String> unwanted) {
      List<Splice> splices = new ArrayList<>();
      boolean kept = false;
      int at = word.valueStart();
      for (String token : word.value().orElse("").split(",", -1)) {
        int end = at + token.length();
        boolean goes = unwanted.contains(token);
        if (goes) {
          splices.add(kept ? Splice.deletion(at - 1, end) : Splice.deletion(at, end + 1));
        }
        kept = kept || !goes;
        at = end + 1;
      }
      return splices;
    }

    private List<Splice> removeWords(Predicate<Parameter> unwanted) {
      List<Splice> splices = new ArrayList<>();
      boolean kept = false;
      for (Parameter word : own) {
        boolean goes = !word.isDashes() && unwanted.test(word);
        if (goes) {
          splices.add(removal(word, kept));
        }
        kept = kept || !goes;
      }
      return splices;
    }

    private Splice removal(Parameter word, boolean wordBefore) {
      if (wordBefore) {
        return Splice.deletion(word.start() - 1, word.end());
      }
      boolean spaceAfter =
          word.end() < text.length() && CommandLine.isSpace(text.charAt(word.end()));
      return Splice.deletion(word.start(), spaceAfter ? word.end() + 1 : word.end());
    }

    private Splice append(String word) {
      Optional<Parameter> last =
          own.stream()
              .takeWhile(each -> !each.isDashes() && !each.quoteOpen())
              .reduce((first, second) -> second);
      if (last.isPresent()) {
        return Splice.insertion(last.get().end(), " " + word);
      }
      return Splice.insertion(0, text.isEmpty() ? word : word + " ");
    }

    private static List<String> tokens(String value) {
      return Arrays.stream(value.split(",", -1)).filter(token -> !token.isEmpty()).toList();
    }
  }
}

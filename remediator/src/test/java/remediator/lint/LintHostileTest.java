package remediator.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import remediator.lint.LintedWord.Verdict;

/** Lines that are made to cost time, or to get lost. */
class LintHostileTest {
  /** Ten times what it takes on a busy machine. */
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void aWordOfAnyLengthIsJudged() {
    for (String word :
        new String[] {"x".repeat(100_000), "a.".repeat(50_000), "=".repeat(100_000)}) {
      Lint lint = assertTimeoutPreemptively(LONG, () -> LintScene.two().running(word).lint());
      assertEquals(1, lint.problems().size());
    }
    Lint tokens =
        assertTimeoutPreemptively(
            LONG,
            () -> LintScene.one().running("cgroup_disable=" + "memory,".repeat(20_000)).lint());
    assertEquals(Verdict.UNDERSTOOD, tokens.words().get(0).verdict());
  }

  @Test
  void tenThousandWordsAreJudgedAndSomeOfThemGetSuggestions() {
    String line =
        IntStream.range(0, 10_000).mapToObj(n -> "consle" + n).collect(Collectors.joining(" "));
    Lint lint = assertTimeoutPreemptively(LONG, () -> LintScene.two().running(line).lint());
    assertEquals(10_000, lint.problems().size());
    assertTrue(lint.words().get(0).suggestion().isPresent());
    long suggested = lint.words().stream().filter(w -> w.suggestion().isPresent()).count();
    assertTrue(suggested <= WordJudge.SUGGESTIONS_MAX, "suggested " + suggested);
    assertFalse(lint.isIncomplete());
  }

  @Test
  void wordsBeyondTheLimitAreNamedAsLeftOut() {
    Lint atLimit = lintOfWords(WordList.WORDS_MAX);
    assertEquals(WordList.WORDS_MAX, atLimit.words().size());
    assertFalse(atLimit.isIncomplete());
    Lint beyond = lintOfWords(WordList.WORDS_MAX + 1);
    assertEquals(WordList.WORDS_MAX, beyond.words().size());
    assertEquals(1, beyond.unread().size());
    assertTrue(beyond.isIncomplete());
  }

  @Test
  void aWordThatRepeatsCountsOnce() {
    Lint lint =
        assertTimeoutPreemptively(
            LONG, () -> LintScene.two().running("quite ".repeat(100_000)).lint());
    assertEquals(1, lint.words().size());
    assertEquals(1, lint.words().get(0).places().size());
  }

  private static Lint lintOfWords(int count) {
    String line = IntStream.range(0, count).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
    return assertTimeoutPreemptively(LONG, () -> LintScene.two().running(line).lint());
  }
}

package remediator.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import remediator.file.FileAttributes;
import remediator.file.HostPath;

/** What {@link WritableFiles} promises of attributes, free space and locks. */
public abstract class AttributesAndLocksContract extends HostFilesContract {
  private static final Instant LONG_AGO = Instant.ofEpochSecond(1_000_000_000L, 123_456_789);

  /** Whether the file system under test keeps {@code user.*} attributes. */
  protected abstract boolean keepsUserAttributes() throws IOException;

  @Test
  void modeAndTimeAreSetToTheNanosecond() throws IOException {
    write("/f", "text");
    files().setAttributes(at("/f"), wanted("/f", 04711, new TreeMap<>()));
    FileAttributes found = attributes("/f");
    assertEquals(04711, found.mode());
    assertEquals(LONG_AGO, found.modified());
    assertEquals("text", read("/f"));
  }

  @Test
  void directoriesHaveAttributesToo() throws IOException {
    directory("/d");
    files().setAttributes(at("/d"), wanted("/d", 02750, new TreeMap<>()));
    assertEquals(02750, attributes("/d").mode());
    assertEquals(LONG_AGO, attributes("/d").modified());
  }

  @Test
  void attributesGivenBackAreTheAttributesTaken() throws IOException {
    write("/from", "x");
    files().setAttributes(at("/from"), wanted("/from", 0640, someUserAttributes()));
    write("/to", "x");
    files().setAttributes(at("/to"), attributes("/from"));
    assertEquals(attributes("/from"), attributes("/to"));
  }

  @Test
  void extendedAttributesBecomeExactlyThese() throws IOException {
    assumeTrue(keepsUserAttributes(), "needs a file system with user.* attributes");
    write("/f", "x");
    SortedMap<String, String> first =
        new TreeMap<>(Map.of("user.gone", "1", "user.same", "2", "user.other", "3"));
    files().setAttributes(at("/f"), wanted("/f", 0600, first));
    assertEquals(first, attributes("/f").extendedAttributes());
    SortedMap<String, String> second =
        new TreeMap<>(Map.of("user.same", "2", "user.other", "\0\u00ff\n", "user.empty", ""));
    files().setAttributes(at("/f"), wanted("/f", 0600, second));
    assertEquals(second, attributes("/f").extendedAttributes());
    assertEquals(LONG_AGO, attributes("/f").modified(), "the time is set last");
  }

  @Test
  void longAttributesAreWhole() throws IOException {
    assumeTrue(keepsUserAttributes(), "needs a file system with user.* attributes");
    write("/f", "x");
    SortedMap<String, String> wanted = new TreeMap<>(Map.of("user.long", "v".repeat(3000)));
    files().setAttributes(at("/f"), wanted("/f", 0600, wanted));
    assertEquals(wanted, attributes("/f").extendedAttributes());
  }

  @Test
  void whatIsMissingHasNoAttributesToSet() throws IOException {
    write("/f", "");
    FileAttributes some = attributes("/f");
    assertThrows(NoSuchFileException.class, () -> files().setAttributes(at("/no"), some));
  }

  @Test
  void freeSpaceIsSomeNumberOfBytes() throws IOException {
    assertTrue(files().freeBytes(HostPath.ROOT) > 0);
    assertThrows(NoSuchFileException.class, () -> files().freeBytes(at("/no")));
  }

  @Test
  void theSecondToAskLearnsWhoHoldsTheLock() throws IOException {
    LockAttempt.Held first = held("/lock", "pid 1 since noon");
    assertEquals("pid 1 since noon", holder("/lock"));
    assertEquals("pid 1 since noon", holder("/lock"), "asking changes nothing");
    first.close();
    held("/lock", "me").close();
  }

  @Test
  void theLockFileIsForItsOwner() throws IOException {
    held("/lock", "me").close();
    assertEquals(0600, attributes("/lock").mode());
    assertTrue(attributes("/lock").isRegular());
  }

  @Test
  void theWordsOfAnEarlierHolderAreReplaced() throws IOException {
    held("/lock", "an earlier run with many words").close();
    LockAttempt.Held second = held("/lock", "me");
    assertEquals("me", holder("/lock"));
    second.close();
    assertThrows(NoSuchFileException.class, () -> files().tryLock(at("/no/lock"), "me"));
  }

  @Test
  void aLockIsGivenBackOnce() throws IOException {
    LockAttempt.Held first = held("/lock", "first");
    first.close();
    LockAttempt.Held second = held("/lock", "second");
    first.close();
    assertEquals("second", holder("/lock"));
    second.close();
  }

  private FileAttributes wanted(String path, int mode, SortedMap<String, String> extended)
      throws IOException {
    FileAttributes now = attributes(path);
    return new FileAttributes(
        now.kind(), mode, now.owner(), now.group(), now.sizeBytes(), LONG_AGO, 1, extended);
  }

  private SortedMap<String, String> someUserAttributes() throws IOException {
    return keepsUserAttributes() ? new TreeMap<>(Map.of("user.a", "1")) : new TreeMap<>();
  }

  private LockAttempt.Held held(String path, String holder) throws IOException {
    return files()
        .tryLock(at(path), holder)
        .match(
            held -> held,
            other -> {
              throw new AssertionError("held by " + other.holder());
            });
  }

  private String holder(String path) throws IOException {
    return files()
        .tryLock(at(path), "another")
        .match(
            held -> {
              throw new AssertionError("two hold one lock");
            },
            LockAttempt.HeldByOther::holder);
  }

  protected final FileAttributes attributes(String path) throws IOException {
    return files().attributes(at(path)).orElseThrow();
  }
}

package remediator.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.file.HostPath;
import remediator.host.Tools;
import remediator.kernel.BootId;

class JournalProgramTest {
  private static final HostPath JOURNAL = HostPath.of("/var/log/journal");
  private static final String MACHINE = "0123456789abcdef0123456789abcdef";
  private static final String BOOT = "11111111111141118111111111111111";
  private static final Optional<BootId> NEWEST = Optional.empty();

  @TempDir Path root;
  private Path journal;
  private final Journalctl journalctl = new Journalctl();

  @BeforeEach
  void makeJournal() throws IOException {
    journal = Files.createDirectories(root.resolve("var/log/journal/" + MACHINE));
    Files.writeString(journal.resolve("system.journal"), "");
  }

  @Test
  void aKnownBootIsAskedForByItsId() throws IOException {
    program(root).kernelMessages(JOURNAL, BootId.parse(BOOT));
    assertEquals(List.of(asked("_BOOT_ID=" + BOOT)), journalctl.runs);
  }

  @Test
  void theNewestBootIsFoundFirst() throws IOException {
    journalctl.output = "__CURSOR=s=1\n_BOOT_ID=" + BOOT + "\nMESSAGE\n_BOOT_ID=forged\n\n";
    program(root).kernelMessages(JOURNAL, NEWEST);
    assertEquals(List.of(asked("-n 1"), asked("_BOOT_ID=" + BOOT)), journalctl.runs);
  }

  @Test
  void anEmptyJournalIsAskedOnce() throws IOException {
    journalctl.errors = "Journal file x is truncated, ignoring file.";
    Tools.Outcome outcome = program(root).kernelMessages(JOURNAL, NEWEST);
    assertEquals("", outcome.output());
    assertEquals(journalctl.errors, outcome.errors());
    assertEquals(List.of(asked("-n 1")), journalctl.runs);
  }

  @Test
  void aDirectoryBehindALinkIsNamedByItsRealPlaceInsideTheRoot() throws IOException {
    Files.move(root.resolve("var/log/journal"), root.resolve("kept"));
    Files.createSymbolicLink(root.resolve("var/log/journal"), Path.of("/kept"));
    program(root).kernelMessages(JOURNAL, BootId.parse(BOOT));
    assertTrue(journalctl.runs.get(0).contains(" --directory " + real("kept") + " "));
  }

  @Test
  void aLinkedJournalFileIsRefused(@TempDir Path elsewhere) throws IOException {
    Path outside = Files.writeString(elsewhere.resolve("host.journal"), "");
    Files.createSymbolicLink(journal.resolve("user-1000.journal"), outside);
    assertRefused("a symbolic link");
  }

  @Test
  void aLinkedDirectoryOfJournalFilesIsRefused(@TempDir Path elsewhere) throws IOException {
    String other = "fedcba9876543210fedcba9876543210";
    Files.createSymbolicLink(root.resolve("var/log/journal").resolve(other), elsewhere);
    assertRefused("a symbolic link");
  }

  @Test
  void aFifoThatIsNamedLikeAJournalFileIsRefused() throws Exception {
    Path fifo = journal.resolve("system@1.journal");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    assertRefused("a FIFO");
  }

  @Test
  void aRootThatAsciiCannotNameIsRefused() throws IOException {
    Path named = Path.of(URI.create(root.resolve("r").toUri() + "%C3%A9"));
    Files.createDirectories(named.resolve("var/log/journal"));
    IOException e =
        assertThrows(
            FileSystemException.class, () -> program(named).kernelMessages(JOURNAL, NEWEST));
    assertTrue(String.valueOf(e.getMessage()).contains("ASCII"), e.getMessage());
    assertEquals(List.of(), journalctl.runs);
  }

  @Test
  void whatIsNoDirectoryIsNotHandedOver() {
    HostPath none = HostPath.of("/none");
    HostPath file = JOURNAL.resolve(MACHINE).resolve("system.journal");
    assertThrows(NoSuchFileException.class, () -> program(root).kernelMessages(none, NEWEST));
    assertThrows(NotDirectoryException.class, () -> program(root).kernelMessages(file, NEWEST));
    assertEquals(List.of(), journalctl.runs);
  }

  private void assertRefused(String words) {
    IOException e =
        assertThrows(
            FileSystemException.class, () -> program(root).kernelMessages(JOURNAL, NEWEST));
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
    assertEquals(List.of(), journalctl.runs);
  }

  private JournalProgram program(Path tree) throws IOException {
    RootedFiles files = new RootedFiles(tree, ExtendedAttributes.Access.NONE);
    return new JournalProgram(Path.of("/usr/bin/journalctl"), files, journalctl);
  }

  private String asked(String which) throws IOException {
    return "/usr/bin/journalctl --directory "
        + real("var/log/journal")
        + " --quiet --no-pager -o export _TRANSPORT=kernel "
        + which;
  }

  private Path real(String inside) throws IOException {
    return root.toRealPath().resolve(inside);
  }

  /** Answers every question alike; it cannot tell whether a real journalctl takes the words. */
  private static final class Journalctl implements Tools {
    private final List<String> runs = new ArrayList<>();
    private String output = "";
    private String errors = "";

    @Override
    public Outcome run(List<String> argv, Duration timeout, int outputBytesMax) {
      runs.add(String.join(" ", argv));
      return new Outcome(0, output, errors, false, false);
    }
  }
}

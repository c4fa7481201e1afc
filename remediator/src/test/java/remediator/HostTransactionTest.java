package remediator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.apply.Actor;
import remediator.apply.Outcome;
import remediator.apply.StateDirectory;
import remediator.apply.Transactions;
import remediator.host.WritableFiles;
import remediator.kernel.ParameterRequest;
import remediator.linux.LinuxHost;
import remediator.linux.ThisProcess;
import remediator.plan.Change;
import remediator.plan.Plan;

/** The real write path on copies of the recorded hosts: apply, apply again, roll back. */
class HostTransactionTest {
  private static final ParameterRequest WANTED = ParameterRequest.add("quiet2");
  private static final Instant LONG_AGO = Instant.parse("2019-08-07T06:05:04.123456789Z");

  @TempDir static Path directory;

  static Stream<String> hosts() {
    return RecordedHost.names().stream();
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void applyTwiceThenRollBack(String name) throws IOException {
    RecordedHost host = RecordedHost.copy(name, directory);
    Optional<Plan> plan = Shipped.planned(Shipped.plan(host.facts(), WANTED));
    if (plan.isEmpty()) {
      return;
    }
    for (Change change : plan.get().changes()) {
      markAsOld(host.path(change.path().value()));
    }
    SortedMap<String, String> before = TreeInventory.ofHost(host.root());

    assertInstanceOf(Outcome.Applied.class, transactions(host).apply(replanned(host)));
    assertNotEquals(before, TreeInventory.ofHost(host.root()));
    for (Change change : plan.get().changes()) {
      assertEquals(change.afterText().orElseThrow(), host.text(change.path().value()));
    }

    SortedMap<String, String> applied = TreeInventory.of(host.root());
    assertInstanceOf(Outcome.NothingToDo.class, transactions(host).apply(replanned(host)));
    assertEquals(applied, TreeInventory.of(host.root()), "the second run writes nothing");

    Outcome undone = transactions(host).rollback(Optional.empty());
    assertInstanceOf(Outcome.RolledBack.class, undone, undone.toString());
    assertEquals(before, TreeInventory.ofHost(host.root()), "rollback restores all of it");
  }

  private static Plan replanned(RecordedHost host) {
    return Shipped.planned(Shipped.plan(host.facts(), WANTED)).orElseThrow();
  }

  private static Transactions transactions(RecordedHost host) throws IOException {
    WritableFiles files = LinuxHost.writable(host.root());
    StateDirectory state = new StateDirectory(files, StateDirectory.DEFAULT);
    return Transactions.on(files, state, ThisProcess.clock(), new Actor("test", 1));
  }

  /** A time with nanoseconds, and an extended attribute where the file system keeps them. */
  private static void markAsOld(Path file) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
    try {
      view.write("remediator.test", StandardCharsets.UTF_8.encode("kept"));
    } catch (FileSystemException e) {
      System.out.println("extended attributes are not tested: " + e.getMessage());
    }
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
  }
}

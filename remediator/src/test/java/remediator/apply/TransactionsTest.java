package remediator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.LockAttempt;
import remediator.host.MemoryHostFiles;
import remediator.host.Primitive;
import remediator.plan.Change;
import remediator.plan.Plan;

final class TransactionsTest {
  private final MemoryHostFiles host = Scene.host();
  private final Transactions transactions = Scene.transactions(host);
  private final Plan plan = Scene.plan(host);
  private final Map<String, String> oldTree = Scene.hostTree(host);

  @Test
  void appliesEveryKindOfChange() {
    assertInstanceOf(Outcome.Applied.class, transactions.apply(plan));
    assertEquals(Scene.NEW_DEFAULTS, Scene.content(host, Scene.DEFAULTS));
    assertEquals(Scene.NEW_GRUB_CFG, Scene.content(host, Scene.GRUB_CFG));
    assertEquals("# ours\n", Scene.content(host, Scene.DROP_IN));
    assertTrue(!host.tree().containsKey(Scene.STALE), "deleted");
  }

  @Test
  void anEditKeepsModeOwnerAndLabel() throws IOException {
    FileAttributes before = attributes(Scene.GRUB_CFG);
    transactions.apply(plan);
    FileAttributes after = attributes(Scene.GRUB_CFG);
    assertEquals(before.mode(), after.mode());
    assertEquals(before.owner(), after.owner());
    assertEquals(before.extendedAttributes(), after.extendedAttributes());
    assertEquals(Scene.NOON, after.modified());
  }

  @Test
  void aNewFileHasThePlannedModeAndItsDirectorysOwner() throws IOException {
    transactions.apply(plan);
    FileAttributes made = attributes(Scene.DROP_IN);
    assertEquals(0644, made.mode());
    assertEquals(attributes("/etc/default/grub.d").owner(), made.owner());
  }

  @Test
  void everythingOfOursIsPrivate() throws IOException {
    TransactionRecord record = applied();
    assertEquals(0700, attributes(Scene.STATE).mode());
    assertEquals(0700, attributes(record.backup().value()).mode());
    assertEquals(0600, attributes(record.restoreScript().value()).mode());
    assertEquals(0600, attributes(record.backup() + "/original/0").mode());
    assertEquals(0600, attributes(record.backup() + "/journal").mode());
    assertEquals(0600, attributes(Scene.STATE + "/lock").mode());
  }

  @Test
  void rollbackRestoresBytesModeOwnerTimesAndLabels() {
    transactions.apply(plan);
    assertInstanceOf(Outcome.RolledBack.class, transactions.rollback(Optional.empty()));
    assertEquals(oldTree, Scene.hostTree(host));
  }

  @Test
  void theEmptyPlanWritesNothingAtAll() {
    assertInstanceOf(Outcome.NothingToDo.class, transactions.apply(Scene.plan()));
    assertEquals(List.of(), host.primitives());
  }

  @Test
  void recoverWritesNothingWhenNothingWasInterrupted() {
    assertInstanceOf(Outcome.NothingToDo.class, transactions.recover());
    assertEquals(List.of(), host.primitives());
    transactions.apply(plan);
    host.restart();
    assertInstanceOf(Outcome.NothingToDo.class, transactions.recover());
    assertEquals(List.of(), host.primitives());
  }

  @Test
  void rollbackWithNothingAppliedWritesNothing() {
    assertInstanceOf(Outcome.NothingToDo.class, transactions.rollback(Optional.empty()));
    assertInstanceOf(
        Outcome.Refused.class, transactions.rollback(Optional.of("20200101T000000Z-001")));
    assertInstanceOf(Outcome.Refused.class, transactions.rollback(Optional.of("../../etc")));
    assertEquals(List.of(), host.primitives());
  }

  @Test
  void rollingBackTwiceIsNothingToDo() {
    TransactionRecord record = applied();
    transactions.rollback(Optional.empty());
    host.restart();
    assertInstanceOf(Outcome.NothingToDo.class, transactions.rollback(Optional.of(record.id())));
    assertInstanceOf(Outcome.NothingToDo.class, transactions.rollback(Optional.empty()));
    assertEquals(List.of(), host.primitives());
  }

  @Test
  void rollbackTakesTheLatestAppliedOne() {
    TransactionRecord first = applied();
    transactions.apply(Scene.plan(Scene.edit(host, Scene.DEFAULTS, "second\n")));
    transactions.rollback(Optional.empty());
    assertEquals(Scene.NEW_DEFAULTS, Scene.content(host, Scene.DEFAULTS));
    Outcome.RolledBack last =
        assertInstanceOf(Outcome.RolledBack.class, transactions.rollback(Optional.empty()));
    assertEquals(first.id(), last.transaction().id());
    assertEquals(oldTree, Scene.hostTree(host));
  }

  @Test
  void dryRollbackShowsBothTextsAndWritesNothing() throws IOException {
    TransactionRecord record = applied();
    host.restart();
    RollbackPreview preview = transactions.dryRollback(Optional.empty());
    assertEquals(Optional.of(record), preview.transaction());
    assertEquals(
        List.of(Scene.GRUB_CFG, Scene.STALE, Scene.DROP_IN, Scene.DEFAULTS),
        preview.restorations().stream().map(each -> each.path().value()).toList());
    RollbackPreview.Restoration last = preview.restorations().get(3);
    assertEquals(Optional.of(Scene.NEW_DEFAULTS), last.now());
    assertEquals(Optional.of(Scene.OLD_DEFAULTS), last.then());
    assertEquals(Optional.empty(), preview.restorations().get(2).then());
    assertEquals(List.of(), preview.obstacles());
    assertEquals(List.of(), host.primitives());
  }

  @Test
  void refusesWhenAFileChangedSincePlanning() {
    host.file(Scene.GRUB_CFG, "by a kernel package\n");
    Map<String, String> before = host.tree();
    Outcome.Conflict conflict = assertInstanceOf(Outcome.Conflict.class, transactions.apply(plan));
    assertEquals(HostPath.of(Scene.GRUB_CFG), conflict.path());
    assertEquals(before, host.tree());
    assertEquals(List.of(), host.primitives());
  }

  @Test
  void refusesWhenAModeChangedSincePlanning() throws IOException {
    host.file(Scene.GRUB_CFG, Scene.OLD_GRUB_CFG);
    assertInstanceOf(Outcome.Conflict.class, transactions.apply(plan));
    assertEquals(List.of(), host.primitives());
  }

  @Test
  void aFileChangedWhileTheBackupIsMadeIsAConflict() {
    writeBefore(each -> each.kind() == Primitive.Kind.CREATE_DIRECTORY, Scene.GRUB_CFG);
    assertInstanceOf(Outcome.Conflict.class, transactions.apply(plan));
    assertOnlyForeign(Scene.GRUB_CFG);
  }

  @Test
  void aFileChangedRightBeforeItsRenameIsAConflictAndTheOthersAreUndone() {
    writeBefore(each -> isRename(each, Scene.DEFAULTS), Scene.GRUB_CFG);
    assertInstanceOf(Outcome.Conflict.class, transactions.apply(plan));
    assertOnlyForeign(Scene.GRUB_CFG);
  }

  @Test
  void aFileToBeDeletedThatChangedIsAConflict() {
    writeBefore(each -> isRename(each, Scene.DEFAULTS), Scene.STALE);
    assertInstanceOf(Outcome.Conflict.class, transactions.apply(plan));
    assertOnlyForeign(Scene.STALE);
  }

  @Test
  void aFileToBeCreatedThatAppearsIsAConflict() {
    writeBefore(each -> isRename(each, Scene.DEFAULTS), Scene.DROP_IN);
    assertInstanceOf(Outcome.Conflict.class, transactions.apply(plan));
    assertOnlyForeign(Scene.DROP_IN);
  }

  @Test
  void aFileWrittenAgainAfterItsRenameNeedsHands() {
    writeBefore(each -> isRename(each, Scene.GRUB_CFG), Scene.DEFAULTS);
    Outcome.NeedsHands hands = assertInstanceOf(Outcome.NeedsHands.class, transactions.apply(plan));
    assertEquals(HostPath.of(Scene.DEFAULTS), hands.problems().get(0).path());
    assertEquals("somebody else\n", Scene.content(host, Scene.DEFAULTS));
  }

  @Test
  void aForeignEditIsNotRolledBackOver() {
    transactions.apply(plan);
    host.file(Scene.DEFAULTS, "edited by hand\n");
    host.restart();
    Map<String, String> before = Scene.hostTree(host);
    Outcome.NeedsHands hands =
        assertInstanceOf(Outcome.NeedsHands.class, transactions.rollback(Optional.empty()));
    assertEquals(1, hands.problems().size());
    assertEquals(HostPath.of(Scene.DEFAULTS), hands.problems().get(0).path());
    assertEquals(before, Scene.hostTree(host));
    assertTrue(host.primitives().stream().noneMatch(TransactionsTest::isOutsideState), "writes");
  }

  @Test
  void aFileAlreadyRestoredByHandIsNoObstacle() {
    transactions.apply(plan);
    host.without(Scene.DROP_IN);
    assertInstanceOf(Outcome.RolledBack.class, transactions.rollback(Optional.empty()));
    assertEquals(oldTree, Scene.hostTree(host));
  }

  @Test
  void aDamagedBackupIsNotRestored() {
    TransactionRecord record = applied();
    host.file(record.backup() + "/original/3", "rotten");
    Outcome.NeedsHands hands =
        assertInstanceOf(Outcome.NeedsHands.class, transactions.rollback(Optional.empty()));
    assertTrue(hands.problems().get(0).why().contains("damaged"), hands.toString());
    assertEquals(Scene.NEW_GRUB_CFG, Scene.content(host, Scene.GRUB_CFG));
  }

  @Test
  void aForgedManifestIsNotFollowed() throws IOException {
    TransactionRecord record = applied();
    HostPath manifest = record.backup().resolve("manifest.json");
    String text = Scene.content(host, manifest.value());
    host.file(manifest.value(), text.replace(Scene.GRUB_CFG, "/etc/passwd"));
    Outcome.NeedsHands hands =
        assertInstanceOf(Outcome.NeedsHands.class, transactions.rollback(Optional.empty()));
    assertEquals(manifest, hands.problems().get(0).path());
    assertEquals(hands.problems(), state().history().damaged());
  }

  @Test
  void aLockHeldByAnotherRunIsSaid() throws IOException {
    host.directory(Scene.STATE, 0700);
    HostPath lock = HostPath.of(Scene.STATE + "/lock");
    assertInstanceOf(LockAttempt.Held.class, host.tryLock(lock, "alice, process 7"));
    Outcome.Busy busy = assertInstanceOf(Outcome.Busy.class, transactions.apply(plan));
    assertEquals("alice, process 7", busy.holder());
    assertEquals(oldTree, Scene.hostTree(host));
  }

  @Test
  void theLockIsGivenBack() {
    transactions.apply(plan);
    assertInstanceOf(Outcome.RolledBack.class, transactions.rollback(Optional.empty()));
  }

  @Test
  void aPlanThatIsCarriedOutAlreadyIsNothingToDo() {
    assertInstanceOf(Outcome.Applied.class, transactions.apply(plan));
    Map<String, String> applied = host.tree();
    assertInstanceOf(Outcome.NothingToDo.class, transactions.apply(plan));
    assertEquals(applied, host.tree());
  }

  @Test
  void hardLinksAreRefused() {
    FileAttributes linked =
        new FileAttributes(
            FileAttributes.Kind.REGULAR, 0644, 0, 0, 4, Scene.NOON, 2, new TreeMap<>());
    host.file("/boot/two-names", "text", linked);
    assertRefused("hard links", Scene.edit(host, "/boot/two-names", "other"));
  }

  @Test
  void aMissingDirectoryIsRefused() {
    assertRefused(
        "directory is not there", Change.create(HostPath.of("/boot/efi/a"), 0600, "x", "a test"));
  }

  @Test
  void aSymbolicLinkIsRefused() {
    Change edit = Scene.edit(host, Scene.DEFAULTS, "x");
    host.file("/etc/elsewhere", Scene.OLD_DEFAULTS).link(Scene.DEFAULTS, "/etc/elsewhere");
    assertRefused("symbolic link leads to /etc/elsewhere", edit);
  }

  @Test
  void aDirectoryInTheWayIsRefused() {
    host.directory("/boot/d", 0755);
    assertRefused("not a regular file", Change.create(HostPath.of("/boot/d"), 0600, "x", "y"));
  }

  @Test
  void aPathNamedTwiceIsRefused() {
    Change edit = Scene.edit(host, Scene.DEFAULTS, "x");
    assertRefused("twice", edit, edit);
  }

  @Test
  void aStateDirectoryThatOthersCanWriteIsRefused() {
    host.directory(Scene.STATE, 0777);
    assertRefused("can be written by others", Scene.edit(host, Scene.DEFAULTS, "x"));
  }

  @Test
  void aFullDiskIsFoundBeforeTheFirstWrite() {
    host.withFreeBytes("/boot", 8191);
    assertNoRoom("/boot/grub2: ", Scene.edit(host, Scene.GRUB_CFG, "x"));
    host.withFreeBytes("/boot", 8192);
    assertInstanceOf(
        Outcome.Applied.class,
        transactions.apply(Scene.plan(Scene.edit(host, Scene.GRUB_CFG, "x"))));
  }

  @Test
  void aDiskWithoutRoomForTheBackupIsFoundBeforeTheFirstWrite() {
    host.withFreeBytes("/", 65_536);
    assertNoRoom("bytes are needed", Scene.edit(host, Scene.DEFAULTS, "x"));
  }

  @Test
  void aReadOnlyBootIsFoundBeforeTheFirstChange() {
    host.readOnly("/boot");
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, transactions.apply(plan));
    assertTrue(failed.restored(), failed.cause());
    assertTrue(failed.cause().contains("Read-only file system"), failed.cause());
    assertTrue(host.primitives().stream().noneMatch(TransactionsTest::isRename), "a rename");
    assertEquals(oldTree, Scene.hostTree(host));
  }

  @Test
  void historyTellsWhoWhenWhatAndWhere() throws IOException {
    TransactionRecord applied = applied();
    assertEquals(List.of(applied), transactions.history());
    assertEquals(Optional.of(applied), transactions.latestApplied());
    assertEquals("20260131T120000Z-001", applied.id());
    assertEquals(Scene.NOON, applied.when());
    assertEquals(Scene.WHO, applied.actor());
    assertEquals("default", applied.policy());
    assertEquals(plan.expectation(), applied.expectation());
    assertEquals(TransactionRecord.State.APPLIED, applied.state());
    assertEquals(
        List.of(Change.Kind.EDIT, Change.Kind.CREATE, Change.Kind.DELETE, Change.Kind.EDIT),
        applied.changes().stream().map(RecordedChange::kind).toList());
    assertEquals(plan.changes().get(3).afterDigest(), applied.changes().get(3).after());
    transactions.rollback(Optional.empty());
    assertEquals(TransactionRecord.State.ROLLED_BACK, transactions.history().get(0).state());
    assertEquals(Optional.empty(), transactions.latestApplied());
  }

  @Test
  void historyIsReadWithoutWriting() throws IOException {
    assertEquals(List.of(), transactions.history());
    assertEquals(List.of(), host.primitives());
  }

  @Test
  void aStateDirectoryElsewhereLeavesNothingOnTheHost() {
    MemoryHostFiles elsewhere = MemoryHostFiles.empty();
    StateDirectory state = new StateDirectory(elsewhere, HostPath.of("/state"));
    Transactions split = Transactions.on(host, state, Scene.CLOCK, Scene.WHO);
    assertInstanceOf(Outcome.Applied.class, split.apply(plan));
    assertTrue(!host.tree().containsKey(Scene.STATE), "nothing of ours on the host");
    assertInstanceOf(Outcome.RolledBack.class, split.rollback(Optional.empty()));
    assertEquals(oldTree, Scene.hostTree(host));
  }

  private void assertRefused(String why, Change... changes) {
    Map<String, String> before = host.tree();
    Outcome.Refused refused =
        assertInstanceOf(Outcome.Refused.class, transactions.apply(Scene.plan(changes)));
    assertTrue(refused.reason().contains(why), refused.reason());
    assertEquals(before, host.tree());
    assertEquals(List.of(), host.primitives());
  }

  private void assertNoRoom(String why, Change change) {
    Map<String, String> before = host.tree();
    Outcome.Failed failed =
        assertInstanceOf(Outcome.Failed.class, transactions.apply(Scene.plan(change)));
    assertTrue(failed.cause().contains(why), failed.cause());
    assertTrue(failed.restored());
    assertEquals(before, host.tree());
    assertEquals(List.of(), host.primitives());
  }

  private void assertOnlyForeign(String path) {
    assertEquals("somebody else\n", Scene.content(host, path));
    Map<String, String> found = Scene.hostTree(host);
    Map<String, String> expected = new TreeMap<>(oldTree);
    found.remove(path);
    expected.remove(path);
    assertEquals(expected, found);
  }

  private void writeBefore(Predicate<Primitive> which, String path) {
    host.before(which, () -> host.file(path, "somebody else\n"));
  }

  private TransactionRecord applied() {
    return assertInstanceOf(Outcome.Applied.class, transactions.apply(plan)).transaction();
  }

  private FileAttributes attributes(String path) throws IOException {
    return host.attributes(HostPath.of(path)).orElseThrow();
  }

  private StateDirectory state() {
    return new StateDirectory(host, HostPath.of(Scene.STATE));
  }

  private static boolean isOutsideState(Primitive each) {
    return !each.path().isUnder(HostPath.of(Scene.STATE).parent());
  }

  private static boolean isRename(Primitive each) {
    return each.kind() == Primitive.Kind.RENAME;
  }

  private static boolean isRename(Primitive each, String path) {
    return isRename(each) && each.path().value().equals(path);
  }
}

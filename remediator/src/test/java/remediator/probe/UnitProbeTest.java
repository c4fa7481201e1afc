package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.MemoryDependent;

class UnitProbeTest {
  private static final String ETC = "/etc/systemd/system/";
  private static final String USR = "/usr/lib/systemd/system/";

  @TempDir Path directory;
  private Tree tree;
  private final UnreadList unread = new UnreadList();

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  @Test
  void sizesAreToBase1024WithFractions() {
    assertEquals(Optional.of(1073741824L), bytes("1G"));
    assertEquals(Optional.of(1610612736L), bytes("1.5G"));
    assertEquals(Optional.of(4096L), bytes("4K"));
    assertEquals(Optional.of(100L), bytes("100"));
    assertEquals(Optional.of(0L), bytes("0"));
    assertEquals(Optional.of(Long.MAX_VALUE), bytes("99999999999E"));
    assertEquals(Optional.empty(), bytes("lots"));
  }

  @Test
  void aShareIsOfTheTotalWhereThatIsKnown() {
    UnitFile.Assignment half = assignment("50%");
    assertEquals(Optional.of(500L), half.bytes(Optional.of(1000L)));
    assertEquals(Optional.empty(), half.bytes(Optional.empty()));
  }

  @Test
  void aLimitIsFoundWithItsFile() {
    tree.file(USR + "db.service", "[Unit]\n[Service]\nMemoryMax = 2G\n");
    MemoryDependent db = probe().get(0);
    assertEquals("db.service", db.name());
    assertEquals(Optional.of(2147483648L), db.limitBytes());
    assertEquals(USR + "db.service", db.evidence().source());
    assertEquals(MemoryDependent.Kind.UNIT, db.kind());
  }

  @Test
  void onlySectionsThatSystemdReadsCount() {
    tree.file(USR + "a.service", "[Unit]\nMemoryMax=1G\n[X-Vendor]\nMemoryMax=1G\n")
        .file(USR + "b.service", "#MemoryMax=1G\n[Service]\n;MemoryMax=1G\nMemoryAccounting=yes\n")
        .file(USR + "c.timer", "[Service]\nMemoryMax=1G\n");
    assertEquals(List.of(), probe());
  }

  @Test
  void theLastAssignmentWinsAndInfinityIsNone() {
    tree.file(USR + "a.service", "[Service]\nMemoryMax=1G\nMemoryMax=infinity\n")
        .file(USR + "b.service", "[Service]\nMemoryMax=1G\nMemoryMax=\n")
        .file(USR + "c.service", "[Service]\nMemoryLimit=infinity\nMemoryLimit=5K\n");
    assertEquals(List.of("c.service"), names());
  }

  @Test
  void etcHidesUsrAndDropInsAddTo() {
    tree.file(USR + "a.service", "[Service]\nMemoryMax=1G\n")
        .file(ETC + "a.service", "[Service]\n")
        .file(USR + "b.service", "[Service]\n")
        .file(ETC + "b.service.d/50-limit.conf", "[Service]\nMemoryHigh=1M\n")
        .file(USR + "c.service", "[Service]\nMemoryMax=1G\n")
        .file("/run/systemd/system/c.service.d/x.conf", "[Service]\nMemoryMax=infinity\n")
        .file(ETC + "user.slice.d/limit.conf", "[Slice]\nMemoryMax=80%\n");
    assertEquals(List.of("b.service", "user.slice"), names());
  }

  @Test
  void aDropInOfTheSameNameIsReplacedNotAdded() {
    tree.file(USR + "a.service", "[Service]\n")
        .file(USR + "a.service.d/limit.conf", "[Service]\nMemoryMax=1G\n")
        .file(ETC + "a.service.d/limit.conf", "");
    assertEquals(List.of(), names());
  }

  @Test
  void maskedUnitsAndSecondNamesAreNotUnits() {
    tree.file(USR + "a.service", "[Service]\nMemoryMax=1G\n")
        .link(ETC + "a.service", "../../../dev/null")
        .file(USR + "real.service", "[Service]\nMemoryMax=1G\n")
        .link(ETC + "alias.service", "../../../usr/lib/systemd/system/real.service")
        .file(USR + "getty@.service", "[Service]\nMemoryMax=1G\n")
        .link(ETC + "getty@tty1.service", "../../../usr/lib/systemd/system/getty@.service");
    assertEquals(List.of("getty@.service", "getty@tty1.service", "real.service"), names());
  }

  @Test
  void aDirectoryFoundTwiceIsReadOnce() {
    tree.file(USR + "a.service", "[Service]\nMemoryMax=1G\n").link("/lib", "usr/lib");
    assertEquals(List.of("a.service"), names());
  }

  @Test
  void continuedLinesAreJoined() {
    tree.file(
        USR + "a.service", "[Service]\nExecStart=/x \\\n# comment\nMemoryMax=1G\nMemoryHigh=1K\n");
    assertEquals(Optional.of(1024L), probe().get(0).limitBytes());
  }

  @Test
  void aLimitThatCannotBeReadIsStillALimit() {
    tree.file(USR + "a.service", "[Service]\nMemoryMax=lots\n");
    assertEquals(Optional.empty(), probe().get(0).limitBytes());
  }

  @Test
  void whatMayNotBeReadIsNotedAndWhatIsMissingIsNot() {
    tree.file(ETC + "a.service", "[Service]\nMemoryMax=1G\n").denied(ETC + "a.service");
    assertEquals(List.of(), names());
    assertEquals(
        List.of(ETC + "a.service"), unread.entries().stream().map(u -> u.source()).toList());
  }

  private List<String> names() {
    return probe().stream().map(MemoryDependent::name).toList();
  }

  private List<MemoryDependent> probe() {
    return new UnitProbe(tree.sources(), unread).probe(Optional.of(1000L));
  }

  private static Optional<Long> bytes(String value) {
    return assignment(value).bytes(Optional.empty());
  }

  private static UnitFile.Assignment assignment(String value) {
    return UnitFile.limits(
            remediator.file.HostPath.of("/x"), "[Service]\nMemoryMax=" + value + "\n")
        .get(0);
  }
}

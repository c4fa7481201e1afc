package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.kernel.KernelRelease;

final class ReleaseTableTest {
  private static final ReleaseTable TABLE = ReleaseTable.shipped();

  @ParameterizedTest
  @CsvSource({
    "3.10.0-123.el7.x86_64, ignored, inferred",
    "3.10.0-514.el7.x86_64, ignored, documented",
    "3.10.0-514.26.2.el7.x86_64, ignored, documented",
    "3.10.0-515.el7.x86_64, unknown, hearsay",
    "3.10.0-957.1.3.el7.x86_64, unknown, hearsay",
    "3.10.0-1061.el7.x86_64, unknown, hearsay",
    "3.10.0-1062.el7.x86_64, understood, measured",
    "3.10.0-1062.4.1.el7.x86_64, understood, measured",
    "3.10.0-1160.119.1.el7.x86_64, understood, inferred",
    "2.6.32-754.el6.x86_64, ignored, verified",
    "3.10.65-srcmin, ignored, measured",
    "3.10.65, ignored, measured",
    "3.12.9, ignored, verified",
    "4.4.302, ignored, verified",
    "4.5.0, unknown, documented",
    "4.5.7-200.fc23.x86_64, unknown, documented",
    "4.6.0, understood, documented",
    "4.7.10, understood, documented",
    "4.8.0, understood, inferred",
    "4.4.0-210-generic, ignored, verified",
    "3.13.0-170-generic, ignored, inferred",
    "4.15.0-213-generic, understood, verified",
    "5.15.0-91-generic, understood, verified",
    "6.8.0-51-generic, understood, verified",
    "6.11.0-8-generic, understood, inferred",
    "3.16.0-11-amd64, ignored, inferred",
    "4.9.0-19-amd64, understood, inferred",
    "6.1.0-28-amd64, understood, inferred",
    "3.12.74-60.64.40-default, ignored, inferred",
    "4.4.180-94.164-default, unknown, hearsay",
    "5.14.21-150500.55.88-default, understood, inferred",
    "4.18.0-553.el8_10.x86_64, understood, inferred",
    "4.4.111-1.amzn1.x86_64, ignored, inferred",
    "4.4.227-1.el7.elrepo.x86_64, unknown, hearsay",
    "3.10.0-1062.srcmin, unknown, hearsay",
    "4.1.12-124.48.6.el7uek.x86_64, ignored, inferred",
    "7.2.13, understood, inferred",
    "7.3.0, unknown, verified",
    "rescue, unknown, hearsay"
  })
  void nokmemByRelease(String release, String word, String confidence) {
    SupportEvidence evidence = answer("cgroup.memory=nokmem", release);
    assertEquals(word, evidence.says().word(), evidence.reason());
    assertEquals(confidence, evidence.confidence().word());
  }

  @ParameterizedTest
  @CsvSource({
    "2.6.18-419.el5, unknown",
    "2.6.24, unknown",
    "2.6.25, understood",
    "2.6.32-754.el6.x86_64, understood",
    "3.10.0-514.el7.x86_64, understood",
    "3.10.0-957.el7.x86_64, understood",
    "3.10.0-1160.el7.x86_64, understood",
    "3.10.65-srcmin, understood",
    "6.1.0-28-amd64, understood",
    "7.3.0, unknown"
  })
  void disablingByRelease(String release, String word) {
    assertEquals(word, answer("cgroup_disable=memory", release).says().word());
  }

  @ParameterizedTest
  @CsvSource({
    "cgroup.memory=nosocket, 3.10.0-1160.el7.x86_64, ignored",
    "cgroup.memory=nosocket, 4.18.0-553.el8_10.x86_64, understood",
    "cgroup.memory=nobpf, 6.2.0, ignored",
    "cgroup.memory=nobpf, 6.3.0, understood",
    "cgroup.memory=nogroupoom, 6.3.0, unknown",
    "cgroup-memory=nokmem, 6.3.0, unknown",
    "cgroup_disable=cpu, 6.3.0, unknown",
    "quiet, 6.3.0, unknown"
  })
  void otherTokensAndParameters(String wanted, String release, String word) {
    assertEquals(word, answer(wanted, release).says().word());
  }

  @Test
  void everyRowIsNamedOnceAndSaysWhyAndWhere() {
    List<ReleaseRow> rows = TABLE.rows();
    assertEquals(rows.size(), rows.stream().map(ReleaseRow::id).distinct().count());
    assertFalse(rows.isEmpty());
    assertEquals(
        List.of(),
        rows.stream().filter(r -> r.reason().isBlank() || r.source().isBlank()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"rows\": [{\"id\": \"a\"}]}",
        "{\"rows\": [{\"colour\": \"a\"}]}",
        """
        {"rows": [{"id": "a", "parameter": "p", "verdict": "perhaps", "reason": "r", "source": "s",
          "confidence": "verified"}]}
        """
      })
  void aRowThatIsWrongIsADefectOfOurs(String text) {
    assertThrows(IllegalStateException.class, () -> ReleaseTableReader.parse(text));
  }

  private static SupportEvidence answer(String wanted, String release) {
    return TABLE
        .about(KernelRelease.parse(release))
        .answer(WantedParameter.parse(wanted).orElseThrow());
  }
}

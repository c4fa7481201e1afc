package remediator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.kernel.CommandLine;

class ParameterOnLineTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ro quiet cgroup.memory=nokmem | cgroup.memory=nokmem | true",
        "cgroup.memory=nosocket,nokmem | cgroup.memory=nokmem | true",
        "\"cgroup.memory=nokmem\" | cgroup.memory=nokmem | true",
        "cgroup-disable=memory | cgroup_disable=memory | true",
        "cgroup_memory=nokmem | cgroup.memory=nokmem | false",
        "cgroup.memory=nokmemory | cgroup.memory=nokmem | false",
        "cgroup.memory=NOKMEM | cgroup.memory=nokmem | false",
        "xcgroup_disable=memory | cgroup_disable=memory | false",
        "console=tty0 console=ttyS0 | console=ttyS0 | true",
        "console=tty0 | console=* | true",
        "quiet | quiet | true",
        "quiet=1 | quiet | false",
      })
  void comparesAsTheKernelDoes(String line, String wanted, boolean stands) {
    assertEquals(stands, ParameterOnLine.stands(new CommandLine(line), wanted, true));
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true"})
  void wordsAfterDashesCountOnOldKernelsOnly(boolean dashesEnd, boolean stands) {
    CommandLine line = new CommandLine("ro -- cgroup.memory=nokmem");
    assertEquals(stands, ParameterOnLine.stands(line, "cgroup.memory=nokmem", dashesEnd));
  }
}

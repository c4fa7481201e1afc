package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.policy.Hosts.DISABLE;

import java.util.List;
import org.junit.jupiter.api.Test;

class RunningLineTest {
  private static final String DEFAULTS = "/etc/default/grub";

  @Test
  void namesFileAndLineThatAddIt() {
    Hosts host =
        Hosts.recent()
            .running("ro " + DISABLE)
            .bootFile(
                DEFAULTS,
                """
                GRUB_TIMEOUT=5
                # GRUB_CMDLINE_LINUX="cgroup_disable=memory"
                GRUB_CMDLINE_LINUX="quiet cgroup-disable=cpu,memory"
                GRUB_CMDLINE_LINUX_DEFAULT='cgroup_disable=memory2'
                """);
    assertEquals(
        List.of(
            DISABLE + " ought to be absent and is named by /etc/default/grub:3",
            DISABLE + " is on the running line (/proc/cmdline)"),
        whoAdds(host));
  }

  @Test
  void aLineThatNoFileNamesComesFromTheFirmware() {
    Hosts host =
        Hosts.recent()
            .running("coherent_pool=1M cgroup_disable=memory root=/dev/mmcblk0p2")
            .bootFile(DEFAULTS, "GRUB_CMDLINE_LINUX=\"cgroup_enable=memory\"\n");
    List<String> told = whoAdds(host);
    assertEquals(1, told.size());
    assertTrue(told.get(0).contains("the firmware, its device tree"), told.get(0));
    assertTrue(told.get(0).contains("cannot be removed there"), told.get(0));
  }

  @Test
  void absenceAndUnreadFilesAreSaid() {
    Hosts host = Hosts.recent().unreadableBootFile("/boot/grub2/grub.cfg");
    assertEquals(
        List.of(
            DISABLE + " is not on the running line, and no boot file that was read names it",
            "whether it names "
                + DISABLE
                + " is not known: /boot/grub2/grub.cfg: permission denied"),
        whoAdds(host));
    assertEquals(
        List.of(
            "whether "
                + DISABLE
                + " is on the running line is not known: /proc/cmdline: no such file"),
        whoAdds(Hosts.recent().runningUnknown()));
  }

  @Test
  void wordsAfterDashesCountOnlyForOldKernels() {
    String line = "ro -- " + DISABLE;
    assertTrue(whoAdds(Hosts.recent().running(line)).get(0).startsWith(DISABLE + " is on the"));
    Hosts debian =
        Hosts.host()
            .kernel(Hosts.kernel("6.1.0-18-amd64").bootsNext().running().understanding())
            .running(line);
    assertEquals(
        List.of(DISABLE + " is not on the running line, and no boot file that was read names it"),
        whoAdds(debian));
  }

  @Test
  void aControllerThatIsOffIsSaidWithEveryOtherPolicy() {
    Hosts host = Hosts.recent().running("ro " + DISABLE);
    List<String> reasons = ShippedPolicies.policy("kubernetes-node").decide(host.facts()).reasons();
    assertTrue(
        reasons.stream().anyMatch(r -> r.startsWith("the memory controller is off in this boot")));
  }

  private static List<String> whoAdds(Hosts host) {
    return new RunningLine(host.facts()).whoAdds(DISABLE);
  }
}

package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LineFamilyTest {

  private static Arguments line(LineFamily family, String text, String... words) {
    return Arguments.of(family, text, List.of(words));
  }

  static Stream<Arguments> lines() {
    return Stream.of(pageCgroup(), cgroup(), parameters(), slab()).flatMap(lines -> lines);
  }

  private static Stream<Arguments> pageCgroup() {
    return Stream.of(
        line(
            LineFamily.PAGE_CGROUP_ALLOCATED,
            "allocated 67108864 bytes of page_cgroup",
            "67108864"),
        line(
            LineFamily.PAGE_CGROUP_HINT,
            "please try 'cgroup_disable=memory' option if you don't want memory cgroups",
            "cgroup_disable"),
        line(LineFamily.PAGE_CGROUP_FAILED, "allocation of page_cgroup failed."),
        line(LineFamily.PAGE_CGROUP_FAILED, "please try 'cgroup_disable=memory' boot option"),
        line(LineFamily.PAGE_CGROUP_FAILED, "try 'cgroup_disable=memory' boot option"));
  }

  private static Stream<Arguments> cgroup() {
    return Stream.of(
        line(LineFamily.CONTROLLER_DISABLED, "Disabling memory control group subsystem", "memory"),
        line(LineFamily.CONTROLLER_DISABLED, "cgroup: Disabling io control group subsystem", "io"),
        line(
            LineFamily.CONTROLLER_DISABLED_IN_V1,
            "Disabling memory control group subsystem in v1 mounts",
            "memory"),
        line(
            LineFamily.CONTROLLER_DISABLED_IN_V1,
            "cgroup: Disabling memory control group subsystem in v1 mounts",
            "memory"),
        line(
            LineFamily.FEATURE_DISABLED,
            "cgroup: Disabling pressure control group feature",
            "pressure"),
        line(
            LineFamily.CONTROLLER_SWITCHED,
            "Setting memory control group subsystem enabled",
            "memory",
            "enabled"),
        line(LineFamily.CONTROLLER_SWITCHED, "Enabling memory control group subsystem", "memory"),
        line(
            LineFamily.CONTROLLER_SWITCHED, "memory control group is enabled", "memory", "enabled"),
        line(LineFamily.CONTROLLER_INITIALIZED, "Initializing cgroup subsys memory", "memory"),
        line(
            LineFamily.V1_CONTROLLERS_ONLY,
            "cgroup: /proc/cgroups lists only v1 controllers, use cgroup.controllers of root cgroup"
                + " for v2 info"),
        line(
            LineFamily.KMEM_LIMIT_DEPRECATED,
            "kmem.limit_in_bytes is deprecated and will be removed. Writing any value to this file"
                + " has no effect. Please report your usecase to linux-mm@kvack.org if you depend"
                + " on this functionality."),
        line(
            LineFamily.SWAPACCOUNT_DEPRECATED,
            "The swapaccount=0 commandline option is deprecated in favor of configuring swap"
                + " control via cgroupfs.",
            "swapaccount"));
  }

  private static Stream<Arguments> parameters() {
    return Stream.of(
        line(
            LineFamily.UNKNOWN_PARAMETERS,
            "Unknown command line parameters: quuxflag foo=bar",
            "quuxflag",
            "foo=bar"),
        line(
            LineFamily.UNKNOWN_PARAMETERS,
            "Unknown kernel command line parameters \"quuxflag foo=bar\", will be passed to user"
                + " space.",
            "quuxflag",
            "foo=bar"),
        line(
            LineFamily.UNKNOWN_BOOT_OPTION,
            "Unknown boot option `cgroup.memory=nokmem': ignoring",
            "cgroup.memory=nokmem"),
        line(LineFamily.MALFORMED_EARLY_OPTION, "Malformed early option 'mem'", "mem"),
        line(LineFamily.OBSOLETE_PARAMETER, "Parameter hd is obsolete, ignored", "hd"),
        line(
            LineFamily.UNKNOWN_CORE_PARAMETER,
            "Booting kernel: Unknown parameter `quuxflag'",
            "quuxflag"),
        line(
            LineFamily.UNKNOWN_MODULE_PARAMETER,
            "nf_conntrack: unknown parameter 'hash' ignored",
            "nf_conntrack",
            "hash"),
        line(
            LineFamily.UNKNOWN_MODULE_PARAMETER,
            "loop: Unknown parameter `max_loops'",
            "loop",
            "max_loops"),
        line(
            LineFamily.INVALID_FOR_PARAMETER,
            "Booting kernel: `many' invalid for parameter `printk.time'",
            "Booting kernel",
            "many",
            "printk.time"),
        line(
            LineFamily.INVALID_FOR_PARAMETER,
            "loop: `99999999999' too large for parameter `max_loop'",
            "loop",
            "99999999999",
            "max_loop"),
        line(
            LineFamily.TOO_MANY_BOOT_VARS,
            "Kernel panic - not syncing: Too many boot env vars at `k33=v'",
            "k33=v"),
        line(LineFamily.TOO_MANY_BOOT_VARS, "Too many boot init vars at `w33'", "w33"));
  }

  private static Stream<Arguments> slab() {
    return Stream.of(
        line(
            LineFamily.SLAB_ALLOCATION_FAILED,
            "SLUB: Unable to allocate memory on node -1 (gfp=0xd0)",
            "-1"),
        line(
            LineFamily.SLAB_ALLOCATION_FAILED,
            "SLUB: Unable to allocate memory on node -1, gfp=0x6000c0(GFP_KERNEL)",
            "-1"),
        line(
            LineFamily.SLAB_ALLOCATION_FAILED,
            "SLUB: Unable to allocate memory on CPU 3 (of node 0) on node -1, gfp=0xcc0(GFP_KERNEL)",
            "-1"));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void everyWordingIsRecognisedWithWhatItNames(LineFamily family, String text, List<String> words) {
    LogFinding finding = recognise(text).orElseThrow();
    assertEquals(family, finding.kind());
    assertEquals(words, finding.words());
  }

  @Test
  void everyFamilyHasAnExample() {
    Set<LineFamily> shown =
        lines().map(line -> (LineFamily) line.get()[0]).collect(Collectors.toSet());
    assertEquals(EnumSet.allOf(LineFamily.class), shown);
  }

  @Test
  void idsAreDistinct() {
    long ids = Arrays.stream(LineFamily.values()).map(LineFamily::id).distinct().count();
    assertEquals(LineFamily.values().length, ids);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "allocated 4194304 bytes of page_ext",
        "Initializing cgroup subsys",
        "see: Disabling memory control group subsystem",
        "Disabling memory control group subsystem, or not",
        "SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=1, Nodes=1",
        "Kernel command line: try 'cgroup_disable=memory' boot option"
      })
  void similarLinesAreNotMistaken(String text) {
    assertEquals(Optional.empty(), recognise(text));
  }

  @Test
  void aListThatFillsTheRecordLosesItsLastWord() {
    String list = "Unknown kernel command line parameters \"" + "w1 ".repeat(330) + "cgroup_dis";
    LogFinding finding = recognise(list).orElseThrow();
    assertTrue(finding.mayBeCut());
    assertEquals(330, finding.words().size());
    assertEquals(Set.of("w1"), Set.copyOf(finding.words()));
  }

  @Test
  void aLongListThatIsClosedIsWhole() {
    String list =
        "Unknown kernel command line parameters \""
            + "w1 ".repeat(330)
            + "last\", will be passed to user space.";
    LogFinding finding = recognise(list).orElseThrow();
    assertEquals(331, finding.words().size());
    assertEquals(false, finding.mayBeCut());
  }

  private static Optional<LogFinding> recognise(String text) {
    return LineFamily.recognise(
        new BootMessage(1, OptionalLong.empty(), OptionalLong.empty(), OptionalInt.empty(), text));
  }
}

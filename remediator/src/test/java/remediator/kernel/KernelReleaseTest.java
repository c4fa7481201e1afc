package remediator.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KernelReleaseTest {

  @Test
  void aRedHatReleaseComesApart() {
    KernelRelease release = KernelRelease.parse("3.10.0-514.26.2.el7.x86_64\n");
    assertEquals("3.10.0-514.26.2.el7.x86_64", release.text());
    assertEquals(List.of(3, 10, 0), release.version());
    assertEquals(List.of(514, 26, 2), release.build());
    assertEquals("el7", release.flavour());
    assertEquals(Optional.of("x86_64"), release.architecture());
  }

  @ParameterizedTest
  @CsvSource({
    "3.10.0-514.26.2.el7.x86_64, ENTERPRISE_LINUX, 3.10.0-el7",
    "3.10.0-1160.el7.x86_64, ENTERPRISE_LINUX, 3.10.0-el7",
    "2.6.32-754.el6.x86_64, ENTERPRISE_LINUX, 2.6.32-el6",
    "4.18.0-513.5.1.el8_9.x86_64, ENTERPRISE_LINUX, 4.18.0-el8",
    "4.4.227-1.el7.elrepo.x86_64, ENTERPRISE_LINUX, 4.4.227-el7",
    "4.14.35-1902.300.11.el7uek.x86_64, ORACLE, 4.14-oracle",
    "6.5.6-300.fc39.x86_64, FEDORA, 6.5-fedora",
    "4.14.355-275.570.amzn2.x86_64, AMAZON, 4.14-amazon",
    "6.1.0-18-amd64, DEBIAN, 6.1-debian",
    "6.1.0-18-cloud-amd64, DEBIAN, 6.1-debian",
    "6.12.107+deb13-cloud-amd64, DEBIAN, 6.12-debian",
    "3.16.0-11-amd64, DEBIAN, 3.16-debian",
    "5.15.0-91-generic, UBUNTU, 5.15-ubuntu",
    "5.15.0-1053-aws, UBUNTU, 5.15-ubuntu",
    "5.14.21-150500.55-default, SUSE, 5.14-suse",
    "4.4.180-94.164-default, SUSE, 4.4-suse",
    "3.10.65-srcmin, OTHER, 3.10",
    "3.10.0-1062.srcmin, OTHER, 3.10",
    "6.6.31+rpt-rpi-v8, OTHER, 6.6",
    "6.18.4, OTHER, 6.18"
  })
  void familyAndBranchFollowTheForm(String text, KernelFamily family, String branch) {
    KernelRelease release = KernelRelease.parse(text);
    assertEquals(family, release.family());
    assertEquals(branch, release.branch());
  }

  @ParameterizedTest
  @CsvSource({
    "3.10.0-514.el7, 3.10.0-514.26.2.el7",
    "3.10.0-514.26.2.el7, 3.10.0-957.el7",
    "3.10.0-957.el7, 3.10.0-1062.el7",
    "3.10.0-1062.el7, 3.10.0-1062.4.1.el7",
    "3.10.0-1062.4.1.el7, 3.10.0-1160.el7",
    "5.15.0-91-generic, 5.15.0-126-generic",
    "6.1.9, 6.1.10",
    "6.8.0-rc3, 6.8.0",
    "6.8.0-rc3, 6.8.0-rc10",
    "6.8, 6.8.1",
    "6.1.0-18-amd64, 6.1.0-18-cloud-amd64",
    "1.99999999999999999999, 1.100000000000000000000",
    "1.0, 1.00"
  })
  void olderComesBeforeNewer(String older, String newer) {
    assertTrue(KernelRelease.parse(older).compareTo(KernelRelease.parse(newer)) < 0);
    assertTrue(KernelRelease.parse(newer).compareTo(KernelRelease.parse(older)) > 0);
  }

  @Test
  void whatIsNoReleaseKeepsItsTextAndHasNoVersion() {
    KernelRelease release = KernelRelease.parse("rescue");
    assertEquals(List.of(), release.version());
    assertEquals("rescue", release.text());
  }

  @Test
  void aReleaseIsCutAtTheBound() {
    String longest = "6." + "1".repeat(KernelRelease.CHARS_MAX - 2);
    assertEquals(longest, KernelRelease.parse(longest).text());
    assertEquals(longest, KernelRelease.parse(longest + "1").text());
  }

  @Property
  void everyTextIsReadAndOrdersConsistently(@ForAll String left, @ForAll String right) {
    KernelRelease one = KernelRelease.parse(left);
    KernelRelease two = KernelRelease.parse(right);
    assertEquals(Integer.signum(one.compareTo(two)), -Integer.signum(two.compareTo(one)));
    assertEquals(one.text().equals(two.text()), one.compareTo(two) == 0);
    assertTrue(one.text().contains(one.flavour()));
  }
}

package remediator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret is shown, wherever on a line it stands; everything else is. */
class RedactionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ro rd.iscsi.password=hunter2 quiet",
        "rd.iscsi.in.password=hunter2",
        "RD.ISCSI.PASSWORD=hunter2",
        "systemd.set_credential=passwd.x:hunter2",
        "ignition.api-key=hunter2",
        "my_token=hunter2,other",
        "wifi.psk=\"hunter2 hunter2\"",
        "wifi.psk='hunter2 hunter2'",
        "wifi.psk=\"hunter2 without end",
        "\"wifi.psk=hunter2 hunter2\" quiet",
        "GRUB_CMDLINE_LINUX=\"quiet rd.iscsi.password=hunter2\"",
        "GRUB_CMDLINE_LINUX='quiet rd.iscsi.password=hunter2'",
        "GRUB_CMDLINE_LINUX=\"quiet wifi.psk=\\\"hunter2 hunter2\\\" ro\"",
        "GRUB_CMDLINE_LINUX=\"quiet \\\"wifi.psk=hunter2 hunter2\\\" ro\"",
        "+GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX wifi.psk=hunter2",
        "netroot=iscsi:me:hunter2@10.0.0.1::3260:1:iqn.x",
        "netroot=iscsi:me:x:you:hunter2@10.0.0.1::3260:1:iqn.x",
        "inst.repo=ftp://me:hunter2@example.org/x",
        "inst.repo=ftp://:hunter2@example.org/x",
        "password root hunter2",
        "+  password_pbkdf2 root hunter2",
        " set x=1\n password root hunter2\n"
      })
  void aSecretIsNotShown(String line) {
    String shown = Redaction.of(line);
    assertFalse(shown.contains("hunter2"), shown);
    assertEquals(shown, Redaction.of(shown), "a second look changes nothing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BOOT_IMAGE=/vmlinuz-3.10.0-514.el7.x86_64 root=UUID=1-2 ro crashkernel=auto quiet",
        "GRUB_CMDLINE_LINUX=\"crashkernel=auto rd.lvm.lv=cl/root rhgb quiet\"",
        "GRUB_CMDLINE_LINUX=\"a \\\"b=c d\\\" e\"",
        "a=\"b\" c='d' e=f",
        "console=ttyS0,115200n8 cgroup.memory=nokmem",
        "inst.repo=https://example.org:8443/x?y=z@w",
        "the password",
        "GRUB_TERMINAL=\"",
        "x='"
      })
  void whatIsNoSecretStays(String line) {
    assertEquals(line, Redaction.of(line));
  }

  @Test
  void whatFollowsASecretStays() {
    assertEquals(
        "GRUB_CMDLINE_LINUX=\"ro rd.iscsi.password=<redacted> quiet\" # end",
        Redaction.of("GRUB_CMDLINE_LINUX=\"ro rd.iscsi.password=hunter2 quiet\" # end"));
    assertEquals(
        "netroot=iscsi:me:<redacted>@10.0.0.1", Redaction.of("netroot=iscsi:me:x@10.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=\"", "\"a=", "a='", "a=\\\"", "://:", "iscsi:", "password ", "a.-_"})
  void aHostileLineTakesNoTime(String piece) {
    String line = piece.repeat(100_000 / piece.length());
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Redaction.of(line));
  }

  @Test
  void longLinesTakeNoLongTime() {
    String line = "a=\"token=".repeat(20_000);
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> Redaction.of(line));
  }
}

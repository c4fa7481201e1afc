package remediator.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static remediator.lab.DebianContainer.REMEDIATOR;
import static remediator.lab.DebianContainer.said;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.containers.Container.ExecResult;

/**
 * What we write into grub.cfg is what Debian's own grub-mkconfig makes of what we write into
 * /etc/default/grub.
 *
 * <p>grub-mkconfig runs on the container's own files. The product runs on a copy of them, since it
 * refuses to edit a container's own root.
 */
@Tag("lab")
class GrubMkconfigLabTest {
  private static final String CFG = "/boot/grub/grub.cfg";

  /** Two kernels with a recovery entry each, and the one on top. */
  private static final int ENTRIES = 5;

  /** grub-probe cannot name the device of a container's file system; everything else is real. */
  private static final String GRUB_PROBE =
      """
      #!/bin/sh
      for word; do
        case $word in
          --target=device) echo /dev/vda1 ;;
          --target=fs_uuid) echo 11111111-2222-3333-4444-555555555555 ;;
          --target=partuuid) echo 5ab1e000-01 ;;
          --target=fs) echo ext2 ;;
          --target=partmap) echo msdos ;;
          --target=compatibility_hint) echo hd0,msdos1 ;;
        esac
      done
      """;

  private static final String GENERATE = "grub-mkconfig -o " + CFG + "; cat " + CFG;

  private static final String COPY_TO_HOST =
      """
      rm -rf /host /before
      mkdir -p /host/usr/lib
      cp -a /etc /boot /host/
      cp -a /usr/lib/os-release /host/usr/lib/
      cp -a /host /before
      """;

  private static final String COPY_FROM_HOST =
      """
      rm -r /etc/default/grub*
      cp -a /host/etc/default/grub* /etc/default/
      """;

  private static final String COMPARE_WITH_BEFORE =
      """
      diff -r /before/etc/default /host/etc/default
      diff -r /before/boot /host/boot
      """;

  private static DebianContainer debian;

  @BeforeAll
  static void startDebian() throws IOException, InterruptedException {
    debian = DebianContainer.start();
    debian.write("/usr/sbin/grub-probe", 0755, GRUB_PROBE);
    debian.shell(
        """
        mkdir -p /boot/grub /shipped
        for release in 6.1.0-28-amd64 5.10.0-30-amd64; do
          echo kernel >/boot/vmlinuz-$release
          echo initrd >/boot/initrd.img-$release
        done
        cp -a /etc/default/grub.d /shipped/
        """);
  }

  @AfterAll
  static void stopDebian() {
    if (debian != null) {
      debian.close();
    }
  }

  @ParameterizedTest
  @MethodSource("remediator.lab.GrubDefaultsVariant#all")
  void whatWeWriteIsWhatTheRealToolGenerates(GrubDefaultsVariant variant)
      throws IOException, InterruptedException {
    configure(variant.defaults(), variant.dropIn());
    String original = debian.shell(GENERATE);
    assertEquals(ENTRIES, original.lines().filter(GrubMkconfigLabTest::loadsKernel).count());
    debian.shell(COPY_TO_HOST);

    assertExit(0, onHost("apply --yes " + variant.request()));
    String edited = debian.shell("cat /host" + CFG);
    assertNotEquals(original, edited);
    variant.words().forEach(words -> assertWords(words, edited));
    String generated = debian.shell(COPY_FROM_HOST + GENERATE);
    assertEquals(wordsSorted(generated), wordsSorted(edited));

    assertExit(0, onHost("rollback --yes"));
    debian.shell(COMPARE_WITH_BEFORE);
  }

  @Test
  void refusesWhatTheRealToolCannotRead() throws IOException, InterruptedException {
    configure("GRUB_CMDLINE_LINUX=\"quiet\"\n", "");
    debian.shell(GENERATE);
    debian.shell("echo 'GRUB_CMDLINE_LINUX+=\" splash\"' >>/etc/default/grub");
    ExecResult real = debian.run("0:0", "grub-mkconfig", "-o", "/tmp/grub.cfg");
    assertEquals(127, real.getExitCode(), said(real));

    debian.shell(COPY_TO_HOST);
    ExecResult ours = onHost("apply --yes --add cgroup.memory=nokmem");
    assertExit(4, ours);
    assertTrue(ours.getStdout().contains("/etc/default/grub:2: "), said(ours));
    debian.shell(COMPARE_WITH_BEFORE);
  }

  /** Makes /etc/default as given; an empty text is no file. */
  private static void configure(String defaults, String dropIn)
      throws IOException, InterruptedException {
    debian.shell(
        """
        rm -rf /etc/default/grub* /boot/grub/*
        cp -a /shipped/grub.d /etc/default/
        printf %s "$1" >/etc/default/grub
        [ -z "$2" ] || printf %s "$2" >/etc/default/grub.d/50-vendor.cfg
        """,
        defaults, dropIn);
  }

  private static ExecResult onHost(String arguments) throws IOException, InterruptedException {
    return debian.run("0:0", "sh", "-c", REMEDIATOR + " " + arguments + " --root /host");
  }

  private static void assertExit(int code, ExecResult result) {
    assertEquals(code, result.getExitCode(), () -> said(result));
  }

  /** The number of kernel lines that hold a word; read without any parser of ours. */
  private static void assertWords(GrubDefaultsVariant.Words words, String text) {
    long lines =
        text.lines()
            .filter(GrubMkconfigLabTest::loadsKernel)
            .filter(line -> List.of(line.strip().split("\\s+", -1)).contains(words.word()))
            .count();
    assertEquals(words.entries(), lines, () -> words.word() + " in\n" + text);
  }

  /** The whole file, with the words of each kernel line in an order of their own. */
  private static String wordsSorted(String text) {
    return text.lines()
        .map(
            line ->
                loadsKernel(line)
                    ? Arrays.stream(line.strip().split("\\s+", -1))
                        .sorted()
                        .collect(Collectors.joining(" "))
                    : line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static boolean loadsKernel(String line) {
    return line.strip().startsWith("linux\t");
  }
}

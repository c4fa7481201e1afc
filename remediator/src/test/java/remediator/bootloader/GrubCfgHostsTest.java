package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.kernel.ParameterRequest;

/** The boot files of the recorded hosts. */
class GrubCfgHostsTest {
  private static final Path HOSTS = Path.of("src/test/resources/hosts");
  private static final Path CHECK = Path.of("/usr/bin/grub-script-check");
  private static final List<ParameterRequest> ADD =
      List.of(
          ParameterRequest.add("cgroup.memory=nokmem"),
          ParameterRequest.add("foo=\"x y;z\""),
          ParameterRequest.add("memmap=1M$2M"));
  private static final List<ParameterRequest> REMOVE =
      List.of(
          ParameterRequest.remove("memmap=1M$2M"),
          ParameterRequest.remove("foo=\"x y;z\""),
          ParameterRequest.remove("cgroup.memory=nokmem"));

  @TempDir Path directory;

  static Stream<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(HOSTS)) {
      return paths.filter(path -> path.endsWith("grub.cfg")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void areSoundAndGivenBack(Path path) throws IOException {
    GrubCfg cfg = GrubCfg.parse(read(path));
    assertEquals(read(path), cfg.text());
    assertEquals(List.of(), cfg.problems());
    assertEquals(List.of(), cfg.unjudged());
  }

  @ParameterizedTest
  @MethodSource("files")
  void addThenRemoveIsTheIdentity(Path path) throws IOException {
    String text = read(path);
    boolean there = text.contains("cgroup.memory=nokmem");
    List<ParameterRequest> add = there ? ADD.subList(1, 3) : ADD;
    List<ParameterRequest> remove = there ? REMOVE.subList(0, 2) : REMOVE;
    GrubCfg added = done(GrubCfg.parse(text).withCommandLines(entry -> true, add));
    assertEquals(text, done(added.withCommandLines(entry -> true, remove)).text());
    assertEquals(added.text(), done(added.withCommandLines(entry -> true, add)).text());
  }

  @ParameterizedTest
  @MethodSource("files")
  void grubTakesWhatWasEdited(Path path) throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(CHECK), CHECK + " is missing (grub-common)");
    GrubCfg added = done(GrubCfg.parse(read(path)).withCommandLines(entry -> true, ADD));
    Path edited = directory.resolve("grub.cfg");
    Files.writeString(edited, added.text(), StandardCharsets.ISO_8859_1);
    Process process =
        new ProcessBuilder(CHECK.toString(), edited.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(directory.resolve("output")));
  }

  /** Columns: host, its grub.cfg, role, title of the next boot. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "centos7-514-bios-docker | boot/grub2 | FULL | CentOS Linux (3.10.0-514.el7.x86_64) 7 (Core)",
        "centos7-both-kernels | boot/grub2 | FULL | CentOS Linux (3.10.0-1160.119.1.el7.x86_64) 7 (Core)",
        "centos7-both-514-saved | boot/grub2 | FULL | CentOS Linux (3.10.0-514.el7.x86_64) 7 (Core)",
        "centos7-1160-efi-docker | boot/efi/EFI/centos | FULL | CentOS Linux (3.10.0-1160.119.1.el7.x86_64) 7 (Core)",
        "centos7-odd-quoting | boot/grub2 | FULL | CentOS Linux (3.10.0-1160.119.1.el7.x86_64) 7 (Core)",
        "appliance-grubcfg-only | boot/grub2 | FULL | Meridian Gateway 4.3.1",
        "debian12-bios | boot/grub | FULL | Debian GNU/Linux",
        "ubuntu2204-cloud | boot/grub | FULL | Ubuntu",
        "suse-leap155 | boot/grub2 | FULL | openSUSE Leap 15.5",
        "rocky8-bls-unsupported-yet | boot/grub2 | LOADER_ENTRIES | -",
        "ubuntu2204-cloud | boot/efi/EFI/ubuntu | REDIRECT | -",
        "suse-leap155 | boot/efi/EFI/opensuse | REDIRECT | -",
      })
  void tellTheirRoleAndWhatBootsNext(String host, String place, GrubCfg.Role role, String title)
      throws IOException {
    Path boot = HOSTS.resolve(host).resolve("root").resolve(place);
    GrubCfg cfg = GrubCfg.parse(read(boot.resolve("grub.cfg")));
    assertEquals(role, cfg.role());
    Path block = boot.resolve("grubenv");
    Optional<GrubEnv> env =
        Files.exists(block) ? Optional.of(GrubEnv.parse(read(block))) : Optional.empty();
    NextBoot next = cfg.bootsNext(env);
    if (title == null) {
      assertInstanceOf(NextBoot.Undetermined.class, next);
    } else {
      assertEquals(
          title, assertInstanceOf(NextBoot.Boots.class, next, next.toString()).entry().title());
      assertTrue(cfg.entries().stream().anyMatch(entry -> entry.kind() == BootEntry.Kind.NORMAL));
    }
  }

  private static String read(Path path) throws IOException {
    return Files.readString(path, StandardCharsets.ISO_8859_1);
  }

  private static GrubCfg done(Edited<GrubCfg> edited) {
    return edited.match(
        new Edited.Cases<>() {
          @Override
          public GrubCfg done(GrubCfg document) {
            return document;
          }

          @Override
          public GrubCfg refused(List<Problem> problems) {
            throw new AssertionError(problems.toString());
          }
        });
  }
}

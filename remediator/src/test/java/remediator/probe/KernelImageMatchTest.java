package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.fact.HostFacts;
import remediator.fact.ImageMismatch;
import remediator.fact.ImageMismatch.Kind;
import remediator.fact.InstalledKernel;
import remediator.file.HostPath;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.Rung;
import remediator.kernelimage.Verdict;
import remediator.linux.RootedFiles;
import remediator.linux.ThisProcess;

/** Images are stand-ins that the cache knows, so that what they say can be chosen freely. */
class KernelImageMatchTest {
  private static final String RELEASE = "6.1.0-50-amd64";
  private static final String NOKMEM = "cgroup.memory=nokmem";
  private static final String OLD_SYMBOLS =
      """
      ffffffff81000000 T _text
      ffffffff81b03ea0 d __setup_str_cgroup_disable
      ffffffff81b03eb0 d __setup_str_other
      ffffffff81c00000 b memcg_data
      """;

  @TempDir Path directory;
  private Path root;
  private Path cache;
  private Tree tree;

  @BeforeEach
  void makeTree() throws IOException {
    root = Files.createDirectory(directory.resolve("root"));
    cache = Files.createDirectory(directory.resolve("cache"));
    tree = new Tree(root);
  }

  @Test
  void theImageIsTheTopRungAndTheOthersMayDisagree() throws IOException {
    image("/boot/vmlinuz-" + RELEASE, Notes.image(RELEASE));
    tree.file("/boot/System.map-" + RELEASE, OLD_SYMBOLS);
    InstalledKernel kernel = kernel(RELEASE);
    Verdict verdict = verdict(kernel);
    assertEquals("understood", verdict.word());
    assertEquals(Rung.IMAGE, verdict.evidence().get(0).rung());
    assertEquals("/boot/vmlinuz-" + RELEASE, verdict.evidence().get(0).source());
    assertTrue(verdict.disagreements().get(0).contains("System.map"), verdict.toString());
    assertEquals(Optional.empty(), kernel.mismatch());
  }

  @Test
  void aNameThatLiesLeavesBothReleasesUnknown() throws IOException {
    image("/boot/vmlinuz-" + RELEASE, Notes.image("5.10.0-1-amd64"));
    InstalledKernel kernel = kernel(RELEASE);
    assertEquals("unknown", verdict(kernel).word());
    assertEquals(
        Optional.of(new ImageMismatch(Kind.OTHER_RELEASE, "5.10.0-1-amd64", RELEASE)),
        kernel.mismatch());
    String reason = verdict(kernel).match(yes -> "", no -> "", Verdict.Unknown::reason);
    assertTrue(reason.contains("5.10.0-1-amd64") && reason.contains(RELEASE), reason);
  }

  @Test
  void anotherBuildOfTheRunningReleaseSpeaksOfTheNextBoot() throws IOException {
    image("/boot/vmlinuz-" + RELEASE, Notes.image(RELEASE));
    String running = "Linux version " + RELEASE + " " + Notes.BUILDER + " (gcc) #2 SMP";
    tree.file("/proc/sys/kernel/osrelease", RELEASE + "\n")
        .file("/proc/version", running + "\n")
        .file("/proc/kallsyms", OLD_SYMBOLS);
    InstalledKernel kernel = kernel(RELEASE);
    assertEquals(Kind.OTHER_BUILD, kernel.mismatch().orElseThrow().kind());
    assertEquals(running, kernel.mismatch().orElseThrow().expected());
    assertEquals("understood", verdict(kernel).word());
    assertEquals(List.of(), verdict(kernel).disagreements());
  }

  @Test
  void theSameBuildIsComparedWithTheRunningSymbols() throws IOException {
    image("/boot/vmlinuz-" + RELEASE, Notes.image(RELEASE));
    tree.file("/proc/sys/kernel/osrelease", RELEASE + "\n")
        .file("/proc/version", Notes.image(RELEASE).version().orElseThrow() + "\n")
        .file("/proc/kallsyms", OLD_SYMBOLS);
    InstalledKernel kernel = kernel(RELEASE);
    assertEquals(Optional.empty(), kernel.mismatch());
    assertEquals(1, verdict(kernel).disagreements().size());
  }

  @Test
  void aRescueImageIsJudgedByTheReleaseInside() throws IOException {
    image("/boot/vmlinuz-0-rescue-0123", Notes.image(RELEASE));
    InstalledKernel kernel = kernel("0-rescue-0123");
    assertEquals("understood", verdict(kernel).word());
    assertEquals(Optional.empty(), kernel.mismatch());
  }

  @Test
  void aNameWithoutAReleaseLeavesItToTheImage() throws IOException {
    image("/boot/vmlinuz-linux", Notes.image("6.18.1-arch1-1"));
    assertEquals("understood", verdict(kernel("linux")).word());
    image("/boot/vmlinuz-" + RELEASE + ".efi.signed", Notes.image(RELEASE));
    assertEquals(Optional.empty(), kernel(RELEASE + ".efi.signed").mismatch());
  }

  @Test
  void anImageBesideTheModulesIsFound() throws IOException {
    String path = "/usr/lib/modules/" + RELEASE + "/vmlinuz";
    image(path, Notes.image(RELEASE));
    InstalledKernel kernel = kernel(RELEASE);
    assertEquals(Optional.of(HostPath.of(path)), kernel.image());
    assertEquals("understood", verdict(kernel).word());
    assertEquals(false, kernel.bootable());
  }

  @Test
  void anImageThatCannotBeReadIsASourceThatCannotTell() throws IOException {
    tree.file("/boot/vmlinuz-" + RELEASE, "HdrS");
    Verdict verdict = verdict(kernel(RELEASE));
    assertTrue(
        verdict.evidence().stream()
            .anyMatch(
                evidence ->
                    evidence.rung() == Rung.IMAGE
                        && evidence.says().word().equals("unknown")
                        && evidence.reason().startsWith("cannot be read: ")),
        verdict.toString());
  }

  @Test
  void theQuickWayKnowsTheSameOfTheKernels() throws IOException {
    image("/boot/vmlinuz-" + RELEASE, Notes.image(RELEASE));
    tree.file("/boot/System.map-" + RELEASE, OLD_SYMBOLS);
    HostFacts quick =
        HostProbe.kernels(tree.host(), Tree.DECOMPRESSOR, readings(), HostProbe.REMEDIES);
    assertEquals(facts().kernels(), quick.kernels());
    assertEquals(facts().bootSetup(), quick.bootSetup());
    assertEquals(facts().architecture(), quick.architecture());
    assertEquals(false, quick.memory().total().isKnown());
  }

  private void image(String path, KernelImage image) throws IOException {
    byte[] content = ("stands for " + path).getBytes(StandardCharsets.UTF_8);
    tree.bytes(path, content);
    ImageNote note = Notes.note(tree.files().identity(HostPath.of(path)), content, image);
    Files.write(cache.resolve(note.fileName()), note.content());
  }

  private HostFacts facts() throws IOException {
    return HostProbe.probe(tree.host(), Tree.DECOMPRESSOR, readings(), HostProbe.REMEDIES);
  }

  private InstalledKernel kernel(String release) throws IOException {
    return facts().kernels().optional().orElseThrow().stream()
        .filter(kernel -> kernel.release().equals(release))
        .findFirst()
        .orElseThrow();
  }

  private static Verdict verdict(InstalledKernel kernel) {
    return kernel.support(NOKMEM).orElseThrow();
  }

  private ImageReadings readings() throws IOException {
    return new ImageReadings(
        tree.files(),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        ImageCache.in(RootedFiles.light(cache), HostPath.ROOT, ThisProcess.userNumber()));
  }
}

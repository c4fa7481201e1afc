package remediator.probe;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import remediator.file.ContentDigest;
import remediator.file.FileIdentity;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.TokenProof;

/** Notes of made-up kernels. */
public final class Notes {
  static final String BUILDER = "(root@builder)";

  private Notes() {}

  /** A kernel with everything that a note can hold, odd bytes included. */
  public static KernelImage image(String release, String version) {
    TreeMap<String, TokenProof> tokens = new TreeMap<>();
    tokens.put("cgroup.memory=nokmem", TokenProof.PROVEN);
    tokens.put("cgroup.memory=nosocket", TokenProof.LIKELY);
    tokens.put("cgroup.memory=nobpf", TokenProof.ABSENT);
    return new KernelImage(
        List.of("bzImage", "xz"),
        Optional.of("x86_64"),
        Optional.of(release),
        Optional.of(version),
        List.of(
            new BootParameter("cgroup.memory=", false, false, List.of("nosocket", "")),
            new BootParameter("mem", true, false, List.of()),
            new BootParameter("old", false, true, List.of("a b", "100%\n\377")),
            new BootParameter("older", true, true, List.of())),
        Optional.of(List.of("panic", "rcutree.blimit")),
        tokens,
        Optional.of(List.of("cpu", "memory")));
  }

  public static KernelImage image(String release) {
    return image(release, "Linux version " + release + " " + BUILDER + " (gcc) #1 SMP");
  }

  public static ImageNote note(FileIdentity identity, byte[] content, KernelImage image) {
    return new ImageNote(identity, ContentDigest.of(content), image);
  }
}

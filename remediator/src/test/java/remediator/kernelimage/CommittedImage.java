package remediator.kernelimage;

import static remediator.kernelimage.TokenProof.ABSENT;
import static remediator.kernelimage.TokenProof.LIKELY;
import static remediator.kernelimage.TokenProof.PROVEN;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The kernels of src/test/resources/images, and what their sources in src/test/kernel say. */
enum CommittedImage {
  EL6("x86_64-el6.elf", "2.6.32-642.el6.x86_64", "x86_64", Tokens.NONE),
  EL7_514("x86_64-el7-514.elf", "3.10.0-514.el7.x86_64", "x86_64", Tokens.NONE),
  EL7_1160("x86_64-el7-1160.elf", "3.10.0-1160.119.1.el7.x86_64", "x86_64", Tokens.TWO),
  /** Its handler compares with nosocket alone, and the text nokmem stands elsewhere. */
  SOCKET_ONLY("x86_64-4.4-socket.elf", "4.4.0-lab", "x86_64", Tokens.SOCKET),
  TINY("x86_64-tiny.elf", "4.10.7-tinycore64", "x86_64", Tokens.NONE),
  X86_64_6_1("x86_64-6.1.elf", "6.1.0-28-amd64", "x86_64", Tokens.TWO),
  X86_64_6_12("x86_64-6.12.elf", "6.12.0-lab-amd64", "x86_64", Tokens.THREE),
  I686_EL6("i686-el6.elf", "2.6.32-642.el6.i686", "i686", Tokens.NONE),
  I686_6_1("i686-6.1.elf", "6.1.0-28-686-pae", "i686", Tokens.TWO),
  AARCH64_RELA("aarch64-6.1-rela.gz", "6.1.0-28-arm64", "aarch64", Tokens.TWO),
  AARCH64("aarch64-6.12.flat", "6.12.0-lab-arm64", "aarch64", Tokens.THREE),
  ARM("armv7l-6.1.flat", "6.1.0-28-armmp", "armv7l", Tokens.TWO),
  PPC64LE("ppc64le-6.1.elf", "6.1.0-28-powerpc64le", "ppc64le", Tokens.TWO),
  RISCV64("riscv64-6.12.flat", "6.12.0-lab-riscv64", "riscv64", Tokens.THREE),
  S390X("s390x-6.12.flat", "6.12.0-lab-s390x", "s390x", Tokens.THREE);

  private final String file;
  private final String release;
  private final String architecture;
  private final Tokens tokens;

  CommittedImage(String file, String release, String architecture, Tokens tokens) {
    this.file = file;
    this.release = release;
    this.architecture = architecture;
    this.tokens = tokens;
  }

  /** What the handler of cgroup.memory= compares with, if there is one. */
  private enum Tokens {
    NONE,
    SOCKET,
    TWO,
    THREE;

    Map<String, TokenProof> proofs() {
      return switch (this) {
        case NONE -> Map.of();
        case SOCKET -> proofs(PROVEN, LIKELY, ABSENT);
        case TWO -> proofs(PROVEN, PROVEN, ABSENT);
        case THREE -> proofs(PROVEN, PROVEN, PROVEN);
      };
    }

    private static Map<String, TokenProof> proofs(
        TokenProof nosocket, TokenProof nokmem, TokenProof nobpf) {
      return Map.of(
          "cgroup.memory=nosocket", nosocket,
          "cgroup.memory=nokmem", nokmem,
          "cgroup.memory=nobpf", nobpf);
    }
  }

  /** Without the gzip that one of them is kept in. */
  byte[] plain() {
    byte[] bytes = committed(file);
    try {
      return file.endsWith(".gz")
          ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes()
          : bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a file of that directory. */
  static byte[] committed(String file) {
    try (InputStream in = CommittedImage.class.getResourceAsStream("/images/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every container that such a kernel may come in. */
  List<WrappedImage> wrapped() {
    List<WrappedImage> all =
        isMarked()
            ? WrappedImage.allOf(plain(), release)
            : WrappedImage.ofPayload(plain(), release).stream()
                .filter(image -> image.wrappings().get(0).equals(ownContainer()))
                .toList();
    return all.stream().map(image -> image.holding(kind())).toList();
  }

  private boolean isMarked() {
    return this != ARM && this != S390X;
  }

  /** A flat kernel that nothing marks is known by what it comes in. */
  private String ownContainer() {
    return this == ARM ? "zImage" : "s390 image";
  }

  private Optional<String> kind() {
    return switch (this) {
      case AARCH64, AARCH64_RELA -> Optional.of("Image");
      case RISCV64 -> Optional.of("riscv Image");
      default -> Optional.empty();
    };
  }

  String release() {
    return release;
  }

  String architecture() {
    return architecture;
  }

  Map<String, TokenProof> tokens() {
    return tokens.proofs();
  }

  boolean hasCgroupMemory() {
    return tokens != Tokens.NONE;
  }

  boolean hasCgroups() {
    return this != TINY;
  }

  /** boot-parameters.c has 42 rows, control-groups.c two more. */
  int rows() {
    return 42 + (hasCgroups() ? 1 : 0) + (hasCgroupMemory() ? 1 : 0);
  }
}

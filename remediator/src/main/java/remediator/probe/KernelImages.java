package remediator.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.file.HostPath;

/**
 * Kernel images by their files: which release a name stands for, and which file a boot loader's
 * path means.
 */
final class KernelImages {
  static final HostPath BOOT = HostPath.of("/boot");

  static final List<HostPath> MODULES =
      List.of(HostPath.of("/lib/modules"), HostPath.of("/usr/lib/modules"));

  /** kernel-install(8), RHEL 8 and later, Debian from 7.x on. */
  private static final String BESIDE_MODULES = "vmlinuz";

  /** x86; ppc64 and SUSE; s390 and arm64; Gentoo. */
  private static final List<String> PREFIXES =
      List.of("vmlinuz-", "vmlinux-", "Image-", "image-", "zImage-", "kernel-", "bzImage-");

  /** What lies beside an image under its name: a checksum, a signature, a debugger's copy. */
  private static final List<String> NO_IMAGES =
      List.of(".gz", ".hmac", ".sig", ".old", ".bak", ".rpmsave", ".sha256", ".signed.bak");

  private static final String RESCUE = "0-rescue-";

  private final Sources sources;

  KernelImages(Sources sources) {
    this.sources = sources;
  }

  /** An image and the release it holds, where that can be told. */
  record Image(HostPath path, boolean exists, Optional<String> release) {}

  /** The release a file name stands for; empty when it is no image's name. */
  static Optional<String> release(String fileName) {
    if (NO_IMAGES.stream().anyMatch(fileName::endsWith)) {
      return Optional.empty();
    }
    return PREFIXES.stream()
        .filter(fileName::startsWith)
        .map(prefix -> fileName.substring(prefix.length()))
        .filter(release -> !release.isEmpty())
        .findFirst();
  }

  /** RHEL's kernel that is kept apart for repairs: {@code 0-rescue-MACHINE-ID}. */
  static boolean isRescue(String release) {
    return release.startsWith(RESCUE);
  }

  /** The image that a package keeps with the modules of this release. */
  Optional<HostPath> besideModules(String release) {
    if (release.indexOf('/') >= 0 || release.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    return MODULES.stream()
        .map(directory -> directory.resolve(release).resolve(BESIDE_MODULES))
        .filter(sources::isFile)
        .findFirst();
  }

  /** Every image that a listing finds, those of /boot first: what will be asked for. */
  List<HostPath> listed() {
    List<String> names = sources.namesOrNone(BOOT);
    List<HostPath> listed = new ArrayList<>();
    Set<String> releases = new HashSet<>();
    for (String name : names) {
      if (release(name).filter(releases::add).isPresent()) {
        listed.add(BOOT.resolve(name));
      }
    }
    MODULES.stream()
        .flatMap(directory -> sources.namesOrNone(directory).stream())
        .filter(releases::add)
        .forEach(release -> besideModules(release).ifPresent(listed::add));
    return listed;
  }

  /** The image at a path as a boot loader writes it. */
  Image named(String written) {
    List<HostPath> places = places(written);
    Optional<HostPath> there = places.stream().filter(sources::isFile).findFirst();
    HostPath path = there.orElse(places.get(places.size() - 1));
    return new Image(path, there.isPresent(), releaseOf(path, there.isPresent()));
  }

  /** What the image itself says, in its header. */
  ImageHeader header(HostPath image) {
    byte[] start = sources.start(image, ImageHeader.BYTES).optional().orElse(new byte[0]);
    return ImageHeader.parse(start);
  }

  private Optional<String> releaseOf(HostPath image, boolean exists) {
    HostPath target = sources.resolved(image).optional().orElse(image);
    Optional<String> byName = release(target.name()).or(() -> release(image.name()));
    return exists ? byName.or(() -> header(image).release()) : byName;
  }

  /**
   * Where the path may lie under this root: as written, inside a partition that is mounted at
   * /boot, below a btrfs subvolume, or simply in /boot.
   */
  private static List<HostPath> places(String written) {
    String path = written.replace("\0", "");
    int device = path.startsWith("(") ? path.indexOf(')') : -1;
    String plain = path.substring(device + 1).replaceFirst("^\\$\\{?root\\}?", "");
    HostPath inside = HostPath.of(plain);
    List<HostPath> places = new ArrayList<>(List.of(inside, HostPath.of(BOOT + inside.value())));
    int boot = inside.value().indexOf("/boot/");
    if (boot > 0) {
      places.add(HostPath.of(inside.value().substring(boot)));
    }
    places.add(BOOT.resolve(inside.name().isEmpty() ? "vmlinuz" : inside.name()));
    return places;
  }
}

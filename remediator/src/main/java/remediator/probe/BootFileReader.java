package remediator.probe;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import remediator.fact.BootFile;
import remediator.fact.Fact;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;

/** Reads files of the boot setup together with the state a change would be planned against. */
final class BootFileReader {
  /** A grub.cfg with a hundred snapshots is about 300 KiB. */
  private static final int BYTES_MAX = 4 * 1024 * 1024;

  private final Sources sources;

  BootFileReader(Sources sources) {
    this.sources = sources;
  }

  /** The file where the path leads; absent when nothing is there. */
  Reading<BootFile> read(HostPath path, BootFile.Role role) {
    HostPath target = sources.resolved(path).optional().orElse(path);
    Reading<FileAttributes> attributes = sources.attributes(target);
    return attributes.match(
        found -> new Reading.Found<>(path.value(), read(path, target, role, found.value())),
        () -> new Reading.Absent<>(path.value()),
        failed ->
            new Reading.Found<>(
                path.value(),
                new BootFile(path, target, role, Fact.unknown(path.value(), failed.reason()))));
  }

  /** A link to nothing in the place of the file: whoever made it meant a file to be read there. */
  Optional<BootFile> dangling(HostPath path, BootFile.Role role) {
    HostPath target = sources.resolved(path).optional().orElse(path);
    return sources
        .attributesOfName(path)
        .filter(FileAttributes::isSymbolicLink)
        .map(
            link ->
                new BootFile(
                    path,
                    target,
                    role,
                    Fact.unknown(
                        path.value(), "is a link to " + target + ", and nothing is there")));
  }

  static BootFile withRole(BootFile file, BootFile.Role role) {
    return new BootFile(file.path(), file.target(), role, file.content());
  }

  private BootFile read(
      HostPath path, HostPath target, BootFile.Role role, FileAttributes attributes) {
    if (!attributes.isRegular()) {
      return new BootFile(path, target, role, Fact.unknown(path.value(), "is not a regular file"));
    }
    Fact<BootFile.Content> content =
        sources
            .text(target, BYTES_MAX)
            .fact(text -> Fact.known(content(text, attributes), path.value(), size(text)));
    return new BootFile(path, target, role, content);
  }

  private static BootFile.Content content(String text, FileAttributes attributes) {
    ContentDigest digest = ContentDigest.of(text.getBytes(StandardCharsets.ISO_8859_1));
    return new BootFile.Content(text, new FileState.Regular(digest, attributes));
  }

  private static String size(String text) {
    return text.length() + " bytes";
  }
}

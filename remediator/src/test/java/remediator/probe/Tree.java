package remediator.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.fact.HostFacts;
import remediator.file.FileAttributes;
import remediator.file.FileIdentity;
import remediator.file.HostPath;
import remediator.host.Decompressor;
import remediator.host.Host;
import remediator.host.HostFiles;
import remediator.linux.CompressedStreams;
import remediator.linux.RootedFiles;

/**
 * A host's tree in a temporary directory, read through the real files.
 *
 * <p>{@link #denied} makes paths unreadable by a wrapper, since tests may run as a user who may
 * read everything; it cannot tell how a real kernel words the refusal.
 */
final class Tree {
  static final Decompressor DECOMPRESSOR = new CompressedStreams(64L * 1024 * 1024);

  private final Path root;
  private final List<HostPath> denied = new ArrayList<>();

  Tree(Path root) {
    this.root = root;
  }

  /** A file with this text, one byte per character. */
  Tree file(String path, String text) {
    return bytes(path, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Tree bytes(String path, byte[] content) {
    try {
      Path file = place(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Tree directory(String path) {
    try {
      Files.createDirectories(place(path));
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  Tree link(String path, String target) {
    try {
      Files.createDirectories(place(path).getParent());
      Files.createSymbolicLink(place(path), Path.of(target));
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** From now on nobody may read this path or anything below it. */
  Tree denied(String path) {
    denied.add(HostPath.of(path));
    return this;
  }

  Sources sources() {
    return new Sources(files());
  }

  Host host() {
    return Host.offline(files());
  }

  HostFacts facts() {
    return HostProbe.probe(host(), DECOMPRESSOR);
  }

  HostFiles files() {
    try {
      return new Guarded(RootedFiles.light(root), List.copyOf(denied));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path place(String path) {
    return root.resolve(path.substring(1));
  }

  private record Guarded(HostFiles files, List<HostPath> denied) implements HostFiles {
    @Override
    public Optional<FileAttributes> attributes(HostPath path) throws IOException {
      if (!denied.contains(path)) {
        check(path);
      }
      return files.attributes(path);
    }

    @Override
    public FileIdentity identity(HostPath path) throws IOException {
      check(path.parent());
      return files.identity(path);
    }

    @Override
    public HostPath resolved(HostPath path) throws IOException {
      return files.resolved(path);
    }

    @Override
    public byte[] read(HostPath path, int bytesMax) throws IOException {
      check(path);
      return files.read(path, bytesMax);
    }

    @Override
    public InputStream open(HostPath path) throws IOException {
      check(path);
      return files.open(path);
    }

    @Override
    public List<String> list(HostPath directory, int entriesMax) throws IOException {
      check(directory);
      return files.list(directory, entriesMax);
    }

    @Override
    public String linkTarget(HostPath path) throws IOException {
      return files.linkTarget(path);
    }

    private void check(HostPath path) throws IOException {
      HostPath target = files.resolved(path);
      if (denied.stream().anyMatch(target::isUnder)) {
        throw new AccessDeniedException(path.value());
      }
    }
  }
}

package remediator.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import remediator.file.FileAttributes;
import remediator.file.HostPath;
import remediator.host.HostFiles;

/**
 * The host's files, read for facts: every error becomes a {@link Reading}.
 *
 * <p>Links are followed inside the root. Text is ISO 8859-1, one character per byte.
 */
record Sources(HostFiles files) {
  static final String NOT_THERE = "not there";

  /** The longest small file that is read whole: configuration, one value, one JSON document. */
  static final int TEXT_BYTES_MAX = 1024 * 1024;

  /** Names in an ordinary directory; one with more is not what it is taken for. */
  static final int NAMES_MAX = 65_536;

  Reading<String> text(HostPath path) {
    return text(path, TEXT_BYTES_MAX);
  }

  Reading<String> text(HostPath path, int bytesMax) {
    return attempt(path, () -> new String(files.read(path, bytesMax), StandardCharsets.ISO_8859_1));
  }

  /** The first bytes of a file of any length. */
  Reading<byte[]> start(HostPath path, int bytes) {
    return attempt(
        path,
        () -> {
          try (InputStream in = files.open(path)) {
            return in.readNBytes(bytes);
          }
        });
  }

  /** Names in a directory, sorted. */
  Reading<List<String>> names(HostPath directory) {
    return names(directory, NAMES_MAX);
  }

  Reading<List<String>> names(HostPath directory, int namesMax) {
    return attempt(directory, () -> files.list(directory, namesMax));
  }

  /** The names in a directory; none where it cannot be listed: for callers who only look around. */
  List<String> namesOrNone(HostPath directory) {
    return names(directory).optional().orElse(List.of());
  }

  /** Reads a file of any length line by line; {@code fold} keeps what it wants of them. */
  <T> Reading<T> lines(HostPath path, long bytesMax, Function<Iterator<String>, T> fold) {
    return attempt(
        path,
        () -> {
          try (InputStream in = files.open(path)) {
            LineStream lines = new LineStream(in, bytesMax);
            T folded = fold.apply(lines);
            if (lines.failure().isPresent()) {
              throw lines.failure().get();
            }
            return folded;
          }
        });
  }

  /** Attributes of what the path leads to. */
  Reading<FileAttributes> attributes(HostPath path) {
    Reading<Optional<FileAttributes>> there =
        attempt(path, () -> files.attributes(files.resolved(path)));
    return there.match(
        found ->
            found
                .value()
                .<Reading<FileAttributes>>map(a -> new Reading.Found<>(path.value(), a))
                .orElseGet(() -> new Reading.Absent<>(path.value())),
        () -> new Reading.Absent<>(path.value()),
        failed -> new Reading.Failed<>(path.value(), failed.reason()));
  }

  /** Attributes of the path itself. */
  Optional<FileAttributes> attributesOfName(HostPath path) {
    return attempt(path, () -> files.attributes(path)).optional().flatMap(Function.identity());
  }

  Reading<HostPath> resolved(HostPath path) {
    return attempt(path, () -> files.resolved(path));
  }

  /** True when the path, links followed, leads to something. */
  boolean isThere(HostPath path) {
    return attributes(path).optional().isPresent();
  }

  boolean isDirectory(HostPath path) {
    return attributes(path).optional().filter(FileAttributes::isDirectory).isPresent();
  }

  boolean isFile(HostPath path) {
    return attributes(path).optional().filter(FileAttributes::isRegular).isPresent();
  }

  /** The first of these paths that is there. */
  Optional<HostPath> firstThere(List<HostPath> paths) {
    return paths.stream().filter(this::isThere).findFirst();
  }

  /** Why a read failed, in words for an operator. */
  static String reason(IOException error) {
    if (error instanceof AccessDeniedException) {
      return "permission denied; run as root to read it";
    }
    if (error instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }

  /** Something that may fail as files do. */
  interface Opening<T> {
    T open() throws IOException;
  }

  static <T> Reading<T> attempt(HostPath path, Opening<T> opening) {
    try {
      return new Reading.Found<>(path.value(), opening.open());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new Reading.Absent<>(path.value());
    } catch (IOException e) {
      return new Reading.Failed<>(path.value(), reason(e));
    }
  }
}

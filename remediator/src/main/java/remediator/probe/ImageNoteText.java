package remediator.probe;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import remediator.file.ContentDigest;
import remediator.file.FileIdentity;
import remediator.kernelimage.BootParameter;
import remediator.kernelimage.KernelImage;
import remediator.kernelimage.TokenProof;

/**
 * The form of an {@link ImageNote}: one line of ASCII per item, a word and its value, in a fixed
 * order.
 *
 * <p>The first line names the form and its version, which is raised whenever this form or what is
 * read out of an image changes; the last is a checksum of all before it. The checksum finds damage,
 * not malice: who may write the file is for the reader to look at. Text of an image is kept one
 * character per byte, with everything but plain ASCII as {@code %XX}.
 */
final class ImageNoteText {
  static final String FIRST_LINE = "remediator-image 1";

  private static final String LAST = "end ";
  private static final int ASCII_FIRST = ' ';
  private static final int ASCII_END = 0x7f;
  private static final int HEX = 16;

  private final Deque<String> lines;

  private ImageNoteText(List<String> lines) {
    this.lines = new ArrayDeque<>(lines);
  }

  static String of(ImageNote note) {
    StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
    KernelImage image = note.image();
    add(text, "file", ImageNote.key(note.identity()));
    add(text, "sha256", note.digest().hex());
    image.wrappings().forEach(wrapping -> add(text, "wrapping", escaped(wrapping)));
    image.architecture().ifPresent(value -> add(text, "architecture", escaped(value)));
    image.release().ifPresent(value -> add(text, "release", escaped(value)));
    image.version().ifPresent(value -> add(text, "version", escaped(value)));
    image.parameters().forEach(row -> add(text, row));
    addList(text, "variables", "variable", image.moduleParameters());
    image.tokens().forEach((key, proof) -> add(text, proof.word(), escaped(key)));
    addList(text, "controllers", "controller", image.controllers());
    return text.append(LAST).append(checksum(text.toString())).append('\n').toString();
  }

  /** Reads a note; a text that is not what {@link #of} writes, checksum and all, is none. */
  static Optional<ImageNote> parse(String text) {
    int end = text.lastIndexOf("\n" + LAST);
    if (end < 0 || !text.startsWith(FIRST_LINE + "\n")) {
      return Optional.empty();
    }
    List<String> lines = Arrays.asList(text.substring(0, end).split("\n", -1));
    try {
      ImageNote note = new ImageNoteText(lines.subList(1, lines.size())).note();
      return Optional.of(note).filter(read -> of(read).equals(text));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Seconds since 1970, as an unsigned number, and nanoseconds, in hexadecimal. */
  static String time(Instant time) {
    return Long.toHexString(time.getEpochSecond()) + "." + Integer.toHexString(time.getNano());
  }

  private static void add(StringBuilder text, String word, String value) {
    text.append(word).append(' ').append(value).append('\n');
  }

  private static void add(StringBuilder text, BootParameter row) {
    String word = row.obsolete() ? "obsolete" : "setup";
    add(text, row.early() ? "early-" + word : word, escaped(row.text()));
    row.literals().forEach(literal -> add(text, "literal", escaped(literal)));
  }

  private static void addList(
      StringBuilder text, String heading, String word, Optional<List<String>> list) {
    if (list.isPresent()) {
      add(text, heading, String.valueOf(list.get().size()));
      list.get().forEach(value -> add(text, word, escaped(value)));
    }
  }

  private static String checksum(String text) {
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return Long.toHexString(checksum.getValue());
  }

  private ImageNote note() {
    FileIdentity identity = identity(next("file"));
    ContentDigest digest = new ContentDigest(next("sha256"));
    return new ImageNote(
        identity,
        digest,
        new KernelImage(
            all("wrapping"),
            optional("architecture"),
            optional("release"),
            optional("version"),
            parameters(),
            list("variables", "variable"),
            tokens(),
            list("controllers", "controller")));
  }

  private List<BootParameter> parameters() {
    List<BootParameter> rows = new ArrayList<>();
    for (Optional<BootParameter> row = row(); row.isPresent(); row = row()) {
      rows.add(row.get());
    }
    return rows;
  }

  private Optional<BootParameter> row() {
    for (String word : List.of("setup", "early-setup", "obsolete", "early-obsolete")) {
      Optional<String> text = optional(word);
      if (text.isPresent()) {
        boolean early = word.startsWith("early");
        boolean obsolete = word.endsWith("obsolete");
        return Optional.of(new BootParameter(text.get(), early, obsolete, all("literal")));
      }
    }
    return Optional.empty();
  }

  private SortedMap<String, TokenProof> tokens() {
    Map<String, TokenProof> words = new TreeMap<>();
    for (TokenProof proof : TokenProof.values()) {
      words.put(proof.word(), proof);
    }
    SortedMap<String, TokenProof> tokens = new TreeMap<>();
    while (words.containsKey(word())) {
      TokenProof proof = words.getOrDefault(word(), TokenProof.ABSENT);
      tokens.put(unescaped(next(word())), proof);
    }
    return tokens;
  }

  private Optional<List<String>> list(String heading, String word) {
    Optional<String> count = optional(heading);
    if (count.isEmpty()) {
      return Optional.empty();
    }
    List<String> values = all(word);
    if (values.size() != Integer.parseInt(count.get())) {
      throw new IllegalArgumentException(heading + " are not as many as it says");
    }
    return Optional.of(values);
  }

  private List<String> all(String word) {
    List<String> values = new ArrayList<>();
    while (word().equals(word)) {
      values.add(unescaped(next(word)));
    }
    return values;
  }

  private Optional<String> optional(String word) {
    return word().equals(word) ? Optional.of(unescaped(next(word))) : Optional.empty();
  }

  /** The word that the next line begins with; empty at the end. */
  private String word() {
    String line = lines.isEmpty() ? "" : lines.element();
    return line.substring(0, Math.max(0, line.indexOf(' ')));
  }

  private String next(String word) {
    if (!word().equals(word)) {
      throw new IllegalArgumentException(word + " is expected");
    }
    return lines.remove().substring(word.length() + 1);
  }

  private static FileIdentity identity(String key) {
    String[] parts = key.split("-", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException("not an identity: " + key);
    }
    FileIdentity identity =
        new FileIdentity(
            Long.parseUnsignedLong(parts[0], HEX),
            Long.parseUnsignedLong(parts[1], HEX),
            Long.parseUnsignedLong(parts[2], HEX),
            instant(parts[3]),
            instant(parts[4]));
    if (!ImageNote.key(identity).equals(key)) {
      throw new IllegalArgumentException("not written as it would be: " + key);
    }
    return identity;
  }

  private static Instant instant(String text) {
    int dot = text.indexOf('.');
    return Instant.ofEpochSecond(
        Long.parseUnsignedLong(text.substring(0, Math.max(0, dot)), HEX),
        Long.parseLong(text.substring(dot + 1), HEX));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c >= ASCII_FIRST && c < ASCII_END && c != '%') {
        escaped.append(c);
      } else {
        escaped.append('%').append(Character.forDigit(c >> 4 & 0xf, HEX));
        escaped.append(Character.forDigit(c & 0xf, HEX));
      }
    }
    return escaped.toString();
  }

  private static String unescaped(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      plain.append(c == '%' ? (char) Integer.parseInt(text, at + 1, at + 3, HEX) : c);
      at += c == '%' ? 2 : 0;
    }
    return plain.toString();
  }
}

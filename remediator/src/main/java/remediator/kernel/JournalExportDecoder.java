package remediator.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code journalctl -o export}: entries of {@code FIELD=value} lines, an empty line between them; a
 * field that is no plain text comes as its name alone, its length in eight bytes (little-endian),
 * the bytes, and a line end (systemd, JOURNAL_EXPORT_FORMATS).
 *
 * <p>Fields that begin with {@code _} are the journal's own and cannot be forged by a program. The
 * kernel's clock is {@code _SOURCE_MONOTONIC_TIMESTAMP}; {@code __MONOTONIC_TIMESTAMP} is when the
 * journal received the entry.
 */
final class JournalExportDecoder implements LogDecoder {
  private static final Set<String> WANTED =
      Set.of(
          "_BOOT_ID",
          "_TRANSPORT",
          "PRIORITY",
          "SYSLOG_FACILITY",
          "MESSAGE",
          "_SOURCE_MONOTONIC_TIMESTAMP");
  private static final int LENGTH_BYTES = 8;

  private final Map<String, String> entry = new HashMap<>();
  private int entryLine;
  private Optional<BinaryField> binary = Optional.empty();

  @Override
  public void line(int number, String line, RecordSink sink) {
    if (binary.isPresent()) {
      continueBinary(binary.get(), line);
    } else if (line.isEmpty()) {
      end(sink);
    } else {
      field(number, line);
    }
  }

  @Override
  public void end(RecordSink sink) {
    if (!entry.isEmpty()) {
      emit(sink);
      entry.clear();
    }
  }

  private void field(int number, String line) {
    entryLine = entry.isEmpty() ? number : entryLine;
    int equals = line.indexOf('=');
    if (equals < 0) {
      binary = Optional.of(new BinaryField(line));
    } else {
      keep(line.substring(0, equals), line.substring(equals + 1));
    }
  }

  private void continueBinary(BinaryField field, String line) {
    field.add(line);
    if (field.isComplete()) {
      keep(field.name, field.value());
      binary = Optional.empty();
    }
  }

  private void keep(String name, String value) {
    if (WANTED.contains(name)) {
      entry.put(name, value.substring(0, Math.min(value.length(), LINE_CHARS_MAX)));
    }
  }

  private void emit(RecordSink sink) {
    Optional<BootId> boot = value("_BOOT_ID").flatMap(BootId::parse);
    boolean transported = value("_TRANSPORT").filter(t -> !t.equals("kernel")).isEmpty();
    boolean facility = value("SYSLOG_FACILITY").filter(f -> !f.equals("0")).isEmpty();
    String message = value("MESSAGE").orElse("");
    if (!transported && message.startsWith("Missed ") && message.endsWith(" kernel messages")) {
      sink.gap();
    }
    if (!transported || !facility) {
      sink.program(boot);
      return;
    }
    BootMessage record =
        new BootMessage(
            entryLine,
            OptionalLong.empty(),
            decimal("_SOURCE_MONOTONIC_TIMESTAMP"),
            level(decimal("PRIORITY")),
            "");
    for (String text : message.split("\n", -1)) {
      sink.kernel(record.withText(text), boot);
    }
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(entry.get(name));
  }

  private OptionalLong decimal(String name) {
    Optional<String> digits = value(name).filter(d -> d.matches("\\d{1,18}"));
    return digits.isPresent()
        ? OptionalLong.of(Long.parseLong(digits.get()))
        : OptionalLong.empty();
  }

  private static OptionalInt level(OptionalLong priority) {
    return priority.isPresent()
        ? OptionalInt.of((int) (priority.getAsLong() & 7))
        : OptionalInt.empty();
  }

  /** A field whose bytes are being gathered; what lies beyond the bound is counted, not kept. */
  private static final class BinaryField {
    private final String name;
    private final StringBuilder kept = new StringBuilder();
    private long length;
    private boolean begun;

    private BinaryField(String name) {
      this.name = name;
    }

    private void add(String line) {
      String added = begun ? "\n" + line : line;
      begun = true;
      length += added.length();
      int room = LENGTH_BYTES + LINE_CHARS_MAX - kept.length();
      kept.append(added, 0, Math.min(room, added.length()));
    }

    private boolean isComplete() {
      return length >= LENGTH_BYTES && length - LENGTH_BYTES >= announced();
    }

    private String value() {
      long end = Math.min(kept.length(), LENGTH_BYTES + announced());
      return kept.substring(LENGTH_BYTES, (int) end);
    }

    /** A length beyond any field's is a damaged file: the field then ends with its line. */
    private long announced() {
      long bytes = 0;
      for (int i = LENGTH_BYTES - 1; i >= 0; i--) {
        bytes = bytes << 8 | (kept.charAt(i) & 0xff);
      }
      return bytes < 0 || bytes > FIELD_BYTES_MAX ? 0 : bytes;
    }
  }

  /**
   * DATA_SIZE_MAX of systemd (src/libsystemd/sd-journal/journal-file.h) is 768 MiB; sane is less.
   */
  private static final long FIELD_BYTES_MAX = 64L << 20;
}

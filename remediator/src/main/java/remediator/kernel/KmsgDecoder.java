package remediator.kernel;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Records of /dev/kmsg: {@code priority,sequence,microseconds,flags[,more];text}, one per line.
 *
 * <p>Unprintable bytes and {@code \} come as {@code \xNN}; lines that begin with a space carry a
 * record's properties; further fields before the semicolon are to be ignored
 * (Documentation/ABI/testing/dev-kmsg). Only the kernel can use facility 0.
 */
final class KmsgDecoder implements LogDecoder {
  static final Pattern HEAD = Pattern.compile("^(\\d{1,9}),(\\d{1,18}),(\\d{1,18}),([^;]{0,256});");

  @Override
  public void line(int number, String line, RecordSink sink) {
    String cut = line.substring(0, Math.min(line.length(), LINE_CHARS_MAX));
    Matcher head = HEAD.matcher(cut);
    if (!head.find()) {
      return;
    }
    int priority = Integer.parseInt(head.group(1));
    if (!Priority.isKernel(priority)) {
      sink.program(Optional.empty());
      return;
    }
    BootMessage record =
        new BootMessage(
            number,
            OptionalLong.of(Long.parseLong(head.group(2))),
            OptionalLong.of(Long.parseLong(head.group(3))),
            OptionalInt.of(Priority.level(priority)),
            "");
    for (String text : unescaped(cut.substring(head.end())).split("\n", -1)) {
      sink.kernel(record.withText(text), Optional.empty());
    }
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      int value = escapedByte(text, at);
      plain.append(value < 0 ? text.charAt(at) : (char) value);
      at += value < 0 ? 0 : 3;
    }
    return plain.toString();
  }

  /** The byte that {@code \xNN} at this place stands for, or -1 when there is no such escape. */
  private static int escapedByte(String text, int at) {
    if (!text.startsWith("\\x", at) || at + 4 > text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 2), 16);
    int low = Character.digit(text.charAt(at + 3), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}

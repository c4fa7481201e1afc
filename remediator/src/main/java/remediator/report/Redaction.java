package remediator.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of command lines and configuration lines before they are shown.
 *
 * <p>What is taken for a secret: the value of a parameter whose name speaks of one ({@code
 * rd.iscsi.password=}, {@code systemd.set_credential=}, {@code ...token=}), the password part of a
 * URL or of dracut's {@code iscsi:user:password@}, and GRUB's password lines. Lines of parameters
 * inside a quoted value ({@code GRUB_CMDLINE_LINUX="…"}) are looked at one by one. The host's own
 * files and their backups keep them. It cannot know a secret under an innocent name.
 */
public final class Redaction {
  private static final String HIDDEN = "<redacted>";

  private static final List<String> TELLING =
      List.of("passw", "passphrase", "secret", "token", "credential", "apikey", "api_key", "psk");

  /** A name of letters, digits, dot, dash and underscore; longer ones are no parameter's. */
  private static final String NAME = "([\\w.\\-]{1,128})";

  /** A whole parameter in quotes, as the kernel takes it: {@code "name=value with blanks"}. */
  private static final Pattern QUOTED_WHOLE =
      Pattern.compile("(?<![=\\w\\\\])(\\\\?\")" + NAME + "=([^\"\\n]*+)");

  /**
   * A name and its value: in double quotes with escapes, in escaped quotes, in single quotes, or a
   * word. A quote that nobody closes takes the rest of its line. Linear by possessive repetition.
   */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          NAME
              + "=(\"(?:[^\"\\\\\\n]|\\\\[^\\n])*+\"?"
              + "|\\\\\"[^\"\\n]*+\"?"
              + "|'[^'\\n]*+'?"
              + "|[^\\s\"']++)");

  private static final Pattern USER_INFO =
      Pattern.compile("((?:://|iscsi:)[^\\s:/@]{0,256}:)[^\\s@/]{1,256}@");

  private static final Pattern GRUB_PASSWORD =
      Pattern.compile("(?m)^([+\\- ]?\\s*password(?:_pbkdf2)?\\s+\\S+\\s+)\\S+");

  private Redaction() {}

  /** The same text with every secret replaced; texts without one come back unchanged. */
  public static String of(String text) {
    String whole = QUOTED_WHOLE.matcher(text).replaceAll(Redaction::withoutQuotedValue);
    String named = assignments(whole);
    String urls = USER_INFO.matcher(named).replaceAll("$1" + HIDDEN + "@");
    return GRUB_PASSWORD.matcher(urls).replaceAll("$1" + HIDDEN);
  }

  private static String assignments(String text) {
    return ASSIGNMENT.matcher(text).replaceAll(Redaction::withoutValue);
  }

  private static String withoutQuotedValue(MatchResult match) {
    boolean secret = isTelling(match.group(2));
    return Matcher.quoteReplacement(
        secret ? match.group(1) + match.group(2) + "=" + HIDDEN : match.group());
  }

  /** A value in quotes may be a command line itself; what it holds has one quote less. */
  private static String withoutValue(MatchResult match) {
    String name = match.group(1);
    String value = match.group(2);
    if (isTelling(name)) {
      return Matcher.quoteReplacement(name + "=" + HIDDEN);
    }
    boolean quoted = value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
    String shown = quoted ? value.charAt(0) + of(value.substring(1)) : value;
    return Matcher.quoteReplacement(name + "=" + shown);
  }

  private static boolean isTelling(String parameterName) {
    String name = parameterName.toLowerCase(Locale.ROOT);
    String spelled = name.replace('-', '_');
    return name.equals("rd.luks.key") || TELLING.stream().anyMatch(spelled::contains);
  }
}

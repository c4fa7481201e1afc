package remediator.kernel;

/**
 * The order of release strings: rpmvercmp (rpm, rpmio/rpmvercmp.c) with {@code rc} before nothing.
 *
 * <p>Segments are runs of digits or of letters, everything else separates; a number is newer than a
 * word, more segments are newer than fewer. Texts that differ only in separators are ordered by
 * their characters, so that the order agrees with equality. Numbers of any length compare without
 * overflow.
 */
final class ReleaseOrder {
  private final String text;
  private int at;

  private ReleaseOrder(String text) {
    this.text = text;
  }

  static int compare(String left, String right) {
    ReleaseOrder a = new ReleaseOrder(left);
    ReleaseOrder b = new ReleaseOrder(right);
    while (true) {
      String one = a.next();
      String two = b.next();
      if (one.isEmpty() && two.isEmpty()) {
        return left.compareTo(right);
      }
      int order = compareSegments(one, two);
      if (order != 0) {
        return order;
      }
    }
  }

  private String next() {
    while (at < text.length() && kind(text.charAt(at)) == 0) {
      at++;
    }
    int start = at;
    while (at < text.length() && kind(text.charAt(at)) == kind(text.charAt(start))) {
      at++;
    }
    return text.substring(start, at);
  }

  private static int compareSegments(String one, String two) {
    int rank = Integer.compare(rank(one), rank(two));
    if (rank != 0) {
      return rank;
    }
    return isNumber(one) ? compareDigits(one, two) : one.compareTo(two);
  }

  /** A release candidate, then the end, then a word, then a number. */
  private static int rank(String segment) {
    if (segment.equals("rc")) {
      return 0;
    }
    if (segment.isEmpty()) {
      return 1;
    }
    return isNumber(segment) ? 3 : 2;
  }

  private static int compareDigits(String one, String two) {
    String a = withoutLeadingZeros(one);
    String b = withoutLeadingZeros(two);
    int length = Integer.compare(a.length(), b.length());
    return length != 0 ? length : a.compareTo(b);
  }

  private static String withoutLeadingZeros(String digits) {
    int first = 0;
    while (first < digits.length() && digits.charAt(first) == '0') {
      first++;
    }
    return digits.substring(first);
  }

  private static boolean isNumber(String segment) {
    return !segment.isEmpty() && kind(segment.charAt(0)) == 1;
  }

  /** 1 for a digit, 2 for a letter, 0 for what separates; ASCII only, as in rpm. */
  private static int kind(char c) {
    if (c >= '0' && c <= '9') {
      return 1;
    }
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 2 : 0;
  }
}

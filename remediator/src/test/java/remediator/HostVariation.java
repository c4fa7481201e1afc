package remediator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded host with one thing written otherwise, as people and tools do it.
 *
 * <p>{@code judged} is false where a plan may be declined, if file and line are named.
 */
record HostVariation(String name, boolean judged, Consumer<RecordedHost> change) {
  private static final String DEFAULTS = "/etc/default/grub";
  private static final Pattern VALUE = Pattern.compile("(?m)^GRUB_CMDLINE_LINUX=\"([^\"\n]*)\"$");

  static List<HostVariation> all() {
    List<HostVariation> all = new ArrayList<>();
    all.addAll(defaults());
    all.addAll(undecidable());
    all.addAll(dropIns());
    all.addAll(menus());
    return all;
  }

  void applyTo(RecordedHost host) {
    change.accept(host);
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<HostVariation> defaults() {
    return List.of(
        defaults("no final newline", text -> text.stripTrailing()),
        defaults("no final newline after the value", text -> text + "GRUB_CMDLINE_LINUX=\"z=1\""),
        defaults("empty file", text -> ""),
        defaults("a comment alone", text -> "# nothing\n"),
        defaults("unassigned", text -> VALUE.matcher(text).replaceAll("")),
        defaults("commented out", text -> text.replace("\nGRUB_CMDLINE", "\n#GRUB_CMDLINE")),
        value("empty", "GRUB_CMDLINE_LINUX="),
        value("single quotes", "GRUB_CMDLINE_LINUX='@'"),
        value("no quotes", "GRUB_CMDLINE_LINUX=one"),
        value("no quotes, escaped blank", "GRUB_CMDLINE_LINUX=one\\ two\\ \\ three"),
        value("no quotes, comment", "GRUB_CMDLINE_LINUX=one   # why"),
        value("mixed quotes", "GRUB_CMDLINE_LINUX=\"a=1 \"'b=2 c=3'\\ d=4\" e=5\""),
        value("ends in single quotes", "GRUB_CMDLINE_LINUX=\"@ \"'b=2'"),
        value("quotes inside", "GRUB_CMDLINE_LINUX=\"@ bar=\\\"c  d\\\"\""),
        value("quotes inside, at the end", "GRUB_CMDLINE_LINUX='@ \"bar=c  d\"'"),
        value("blanks around", "GRUB_CMDLINE_LINUX=\"  @   \""),
        value("blanks only", "GRUB_CMDLINE_LINUX=\"   \""),
        value("indented", "  \tGRUB_CMDLINE_LINUX=\"@\"  "),
        value("exported", "export GRUB_CMDLINE_LINUX=\"@\""),
        value("exported later", "GRUB_CMDLINE_LINUX=\"@\"\nexport GRUB_CMDLINE_LINUX"),
        value("duplicated", "GRUB_CMDLINE_LINUX=\"first=1\"\nGRUB_CMDLINE_LINUX=\"@\""),
        value(
            "refers to itself",
            "GRUB_CMDLINE_LINUX=\"@\"\nGRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX t=1\""),
        value(
            "itself in braces",
            "GRUB_CMDLINE_LINUX=\"@\"\nGRUB_CMDLINE_LINUX=\"${GRUB_CMDLINE_LINUX} t=1\""),
        value(
            "itself last",
            "GRUB_CMDLINE_LINUX=\"@\"\nGRUB_CMDLINE_LINUX=\"t=1 $GRUB_CMDLINE_LINUX\""),
        value("another variable", "SITE=\"s=1 s=2\"\nGRUB_CMDLINE_LINUX=\"@ $SITE\""),
        value("another variable alone", "SITE=\"s=1 s=2\"\nGRUB_CMDLINE_LINUX=$SITE"),
        value("continued", "GRUB_CMDLINE_LINUX=\"@ \\\nu=1 \\\n  v=2\""),
        value("continued at the end", "GRUB_CMDLINE_LINUX=\"@ u=1\\\n\""),
        value("several on a line", "A=1; GRUB_CMDLINE_LINUX=\"@\"; B=2"),
        value(
            "decoys",
            "#GRUB_CMDLINE_LINUX=\"no\"\nGRUB_CMDLINE_LINUX=\"@\" # GRUB_CMDLINE_LINUX=\"no\""),
        value("dollar behind backslashes", "GRUB_CMDLINE_LINUX=\"@ memmap=1M\\\\\\$2M\""),
        value("dashes", "GRUB_CMDLINE_LINUX=\"@ -- init=arg\""),
        value("console twice", "GRUB_CMDLINE_LINUX=\"console=tty0 @ console=ttyS0,115200n8\""),
        value("names alike", "GRUB_CMDLINE_LINUX=\"@ cgroup-memory=1 foo-bar=1 foo_bar=2\""),
        value("nosocket", "GRUB_CMDLINE_LINUX=\"@ cgroup.memory=nosocket\""));
  }

  private static List<HostVariation> undecidable() {
    return List.of(
        open("CRLF", text -> text.replace("\n", "\r\n")),
        open("CR in one line", text -> VALUE.matcher(text).replaceAll("$0\r")),
        openValue("appended", "GRUB_CMDLINE_LINUX=\"@\"\nGRUB_CMDLINE_LINUX+=\" u=1\""),
        openValue("over two lines", "GRUB_CMDLINE_LINUX=\"@\nu=1\""),
        openValue("tab", "GRUB_CMDLINE_LINUX=\"@\tu=1\""),
        openValue("odd quotes inside", "GRUB_CMDLINE_LINUX=\"@ bar=\\\"c d\""),
        openValue("semicolon", "GRUB_CMDLINE_LINUX=\"@ a;b\""),
        openValue("hash", "GRUB_CMDLINE_LINUX=\"@ #b\""),
        openValue("command", "GRUB_CMDLINE_LINUX=\"$(true) @\""),
        openValue("backquotes", "GRUB_CMDLINE_LINUX=\"`true` @\""),
        openValue("default", "GRUB_CMDLINE_LINUX=\"${SITE:-@}\""),
        openValue("conditional", "if true; then\n  GRUB_CMDLINE_LINUX=\"@\"\nfi"),
        openValue("and-list", "[ -z \"$NO\" ] && GRUB_CMDLINE_LINUX=\"@\""),
        openValue("function", "f() {\n  GRUB_CMDLINE_LINUX=\"no\"\n}\nGRUB_CMDLINE_LINUX=\"@\""),
        openValue(
            "here document",
            "cat > /dev/null <<E\nGRUB_CMDLINE_LINUX=\"no\"\nE\nGRUB_CMDLINE_LINUX=\"@\""),
        openValue("sourced", "GRUB_CMDLINE_LINUX=\"@\"\n. /dev/null"),
        openValue("unset later", "GRUB_CMDLINE_LINUX=\"@\"\nunset GRUB_CMDLINE_LINUX"),
        openValue("read only", "readonly GRUB_CMDLINE_LINUX=\"@\""),
        openValue("ansi quotes", "GRUB_CMDLINE_LINUX=$'a=1 b=2'"),
        openValue("not UTF-8", "# \u00ff\u00fe\nGRUB_CMDLINE_LINUX=\"@ n=\u00e9\""));
  }

  /** Read on Debian and Ubuntu only; elsewhere they must not matter. */
  private static List<HostVariation> dropIns() {
    return List.of(
        dropIn("assigns last", "50-vendor.cfg", "GRUB_CMDLINE_LINUX=\"vendor=1\"\n"),
        dropIn("assigns the other last", "50-vendor.cfg", "GRUB_CMDLINE_LINUX_DEFAULT=\"v=1\"\n"),
        dropIn("appends", "50-vendor.cfg", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX vendor=1\"\n"),
        dropIn("is empty", "50-vendor.cfg", ""),
        dropIn("has no newline", "50-vendor.cfg", "GRUB_CMDLINE_LINUX=\"vendor=1\""),
        dropIn("is no .cfg", "zzz.conf", "GRUB_CMDLINE_LINUX=\"unread=1\"\n"),
        new HostVariation(
            "a drop-in sorts after ours",
            true,
            host -> host.write(DEFAULTS + ".d/zzz-site.cfg", "GRUB_CMDLINE_LINUX=\"site=1\"\n")),
        new HostVariation(
            "a drop-in is a program",
            false,
            host ->
                host.write(DEFAULTS + ".d/60-x.cfg", "if true; then GRUB_CMDLINE_LINUX=x; fi\n")));
  }

  private static List<HostVariation> menus() {
    return List.of(
        menu("no final newline", true, String::stripTrailing),
        menu("trailing blanks", true, text -> onKernelLines(text, line -> line + "  \t ")),
        menu("double blanks", true, text -> onKernelLines(text, line -> line.replace(" ", "  "))),
        menu("tabs", true, text -> onKernelLines(text, line -> line.replace(" ", "\t"))),
        menu(
            "quoted words", true, text -> onKernelLines(text, line -> line + " 'q=a b' \"r=c d\"")),
        menu("continued", true, text -> onKernelLines(text, line -> line + " \\\n   s=1")),
        menu(
            "a comment behind",
            true,
            text -> onKernelLines(text, line -> line + " # cgroup.memory=nokmem")),
        menu("a command behind", true, text -> onKernelLines(text, line -> line + "; true")),
        menu(
            "a variable behind",
            true,
            text -> onKernelLines(text, line -> line + " $extra ${more}")),
        menu(
            "nested",
            true,
            text -> text + "submenu 'A' {\n submenu 'B' {\n" + entry("deep") + "}\n}\n"),
        menu("odd titles", true, text -> text + entry("it'\\''s \"x\" \u001b[31m} {")),
        menu("three hundred entries", true, text -> text + entry("more").repeat(300)),
        menu(
            "conditional entries",
            true,
            text -> text + "if [ x = y ]; then\n" + entry("c") + "fi\n"),
        menu("CRLF", false, text -> text.replace("\n", "\r\n")),
        menu("unbalanced", false, text -> text + "menuentry 'x' {\n"),
        menu("an open quote", false, text -> text + "menuentry 'x {\n}\n"));
  }

  private static String entry(String title) {
    return "menuentry '" + title + "' {\n  linux /vmlinuz-9.9.9 root=/dev/x ro\n  initrd /i\n}\n";
  }

  private static String onKernelLines(String text, UnaryOperator<String> change) {
    Matcher lines = Pattern.compile("(?m)^[ \t]*linux(16|efi)?[ \t].*$").matcher(text);
    return lines.replaceAll(line -> Matcher.quoteReplacement(change.apply(line.group())));
  }

  private static HostVariation defaults(String name, UnaryOperator<String> change) {
    return new HostVariation("defaults: " + name, true, host -> edit(host, DEFAULTS, change));
  }

  private static HostVariation open(String name, UnaryOperator<String> change) {
    return new HostVariation("defaults: " + name, false, host -> edit(host, DEFAULTS, change));
  }

  private static HostVariation value(String name, String lines) {
    return defaults(name, text -> withValue(text, lines));
  }

  private static HostVariation openValue(String name, String lines) {
    return open(name, text -> withValue(text, lines));
  }

  /** {@code @} in the lines is the value that the host had. */
  private static String withValue(String text, String lines) {
    Matcher value = VALUE.matcher(text);
    if (!value.find()) {
      throw new AssertionError("no plain GRUB_CMDLINE_LINUX to write otherwise");
    }
    String replaced = lines.replace("@", value.group(1));
    return text.substring(0, value.start()) + replaced + text.substring(value.end());
  }

  private static HostVariation dropIn(String name, String file, String text) {
    return new HostVariation(
        "a drop-in " + name, true, host -> host.write(DEFAULTS + ".d/" + file, text));
  }

  private static HostVariation menu(String name, boolean judged, UnaryOperator<String> change) {
    return new HostVariation(
        "menu: " + name,
        judged,
        host -> {
          for (String path : List.of("/boot/grub2/grub.cfg", "/boot/grub/grub.cfg")) {
            if (host.exists(path)) {
              edit(host, path, change);
            }
          }
        });
  }

  private static void edit(RecordedHost host, String path, UnaryOperator<String> change) {
    host.write(path, change.apply(host.text(path)));
  }
}

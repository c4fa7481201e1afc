package remediator.lab;

import java.util.List;

/**
 * A way in which Debian hosts set the command line, what is asked of such a host, and on how many
 * of its boot entries a word is expected then: of five, two of them recovery entries.
 *
 * @param defaults the text of /etc/default/grub
 * @param dropIn the text of a vendor's file in /etc/default/grub.d; empty for none
 * @param request the options of {@code apply}
 */
record GrubDefaultsVariant(
    String name, String defaults, String dropIn, String request, List<Words> words) {

  /** A word of the command line, and how many of the five entries are to have it. */
  record Words(String word, long entries) {}

  private static final String ADD = "--add cgroup.memory=nokmem";

  GrubDefaultsVariant {
    words = List.copyOf(words);
  }

  static List<GrubDefaultsVariant> all() {
    return List.of(
        new GrubDefaultsVariant(
            "as shipped",
            """
      GRUB_DEFAULT=0
      GRUB_TIMEOUT=5
      GRUB_DISTRIBUTOR=`lsb_release -i -s 2> /dev/null || echo Debian`
      GRUB_CMDLINE_LINUX_DEFAULT="quiet"
      GRUB_CMDLINE_LINUX=""
      """,
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5), new Words("quiet", 3))),
        new GrubDefaultsVariant(
            "holds a value",
            """
      GRUB_CMDLINE_LINUX_DEFAULT="quiet splash"
      GRUB_CMDLINE_LINUX="net.ifnames=0 console=ttyS0,115200n8"
      """,
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5), new Words("net.ifnames=0", 5))),
        new GrubDefaultsVariant(
            "single quotes",
            "GRUB_CMDLINE_LINUX='net.ifnames=0'\n",
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5))),
        new GrubDefaultsVariant(
            "no quotes",
            "GRUB_CMDLINE_LINUX=net.ifnames=0\n",
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5))),
        new GrubDefaultsVariant(
            "several assignments",
            """
      GRUB_CMDLINE_LINUX="first"
      GRUB_CMDLINE_LINUX="second"
      """,
            "",
            ADD,
            List.of(
                new Words("cgroup.memory=nokmem", 5),
                new Words("first", 0),
                new Words("second", 5))),
        new GrubDefaultsVariant(
            "refers to itself",
            """
      GRUB_CMDLINE_LINUX="first"
      GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX second"
      """,
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5), new Words("first", 5))),
        new GrubDefaultsVariant(
            "continued on the next line",
            """
      GRUB_CMDLINE_LINUX="first \\
      second"
      """,
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5), new Words("second", 5))),
        new GrubDefaultsVariant(
            "no such variable",
            "GRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"\n",
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5), new Words("quiet", 3))),
        new GrubDefaultsVariant(
            "quotes in the value",
            """
      GRUB_CMDLINE_LINUX="dyndbg=\\"file memcontrol.c +p\\" net.ifnames=0"
      """,
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5), new Words("net.ifnames=0", 5))),
        new GrubDefaultsVariant(
            "arguments of init",
            "GRUB_CMDLINE_LINUX=\"net.ifnames=0 -- 3\"\n",
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5))),
        new GrubDefaultsVariant(
            "drop in assigns last",
            """
      GRUB_CMDLINE_LINUX_DEFAULT="quiet"
      GRUB_CMDLINE_LINUX="never in force"
      """,
            """
      GRUB_CMDLINE_LINUX_DEFAULT="console=tty0"
      GRUB_CMDLINE_LINUX="console=ttyS0"
      """,
            ADD,
            List.of(
                new Words("cgroup.memory=nokmem", 5),
                new Words("console=ttyS0", 5),
                new Words("console=tty0", 3),
                new Words("never", 0))),
        new GrubDefaultsVariant(
            "drop in appends",
            "GRUB_CMDLINE_LINUX=\"net.ifnames=0\"\n",
            "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX console=ttyS0\"\n",
            ADD,
            List.of(
                new Words("cgroup.memory=nokmem", 5),
                new Words("net.ifnames=0", 5),
                new Words("console=ttyS0", 5))),
        new GrubDefaultsVariant(
            "another token everywhere",
            "GRUB_CMDLINE_LINUX=\"cgroup.memory=nosocket\"\n",
            "",
            ADD,
            List.of(new Words("cgroup.memory=nosocket,nokmem", 5))),
        new GrubDefaultsVariant(
            "another token on normal entries",
            """
      GRUB_CMDLINE_LINUX_DEFAULT="quiet cgroup.memory=nosocket"
      GRUB_CMDLINE_LINUX=""
      """,
            "",
            ADD,
            List.of(
                new Words("cgroup.memory=nosocket,nokmem", 3),
                new Words("cgroup.memory=nokmem", 0))),
        new GrubDefaultsVariant(
            "another token in a drop in",
            "GRUB_CMDLINE_LINUX=\"\"\n",
            "GRUB_CMDLINE_LINUX=\"cgroup.memory=nosocket\"\n",
            ADD,
            List.of(new Words("cgroup.memory=nosocket,nokmem", 5))),
        new GrubDefaultsVariant(
            "a variable that Debian 12 does not read",
            """
      GRUB_CMDLINE_LINUX_RECOVERY="single nomodeset"
      GRUB_CMDLINE_LINUX="net.ifnames=0"
      """,
            "",
            ADD,
            List.of(new Words("cgroup.memory=nokmem", 5), new Words("nomodeset", 0))),
        new GrubDefaultsVariant(
            "removed from every variable",
            """
      GRUB_CMDLINE_LINUX_DEFAULT="quiet cgroup_disable=memory"
      GRUB_CMDLINE_LINUX="cgroup_disable=memory net.ifnames=0"
      """,
            "",
            "--remove cgroup_disable=memory",
            List.of(new Words("cgroup_disable=memory", 0), new Words("net.ifnames=0", 5))),
        new GrubDefaultsVariant(
            "set in both variables",
            """
      GRUB_CMDLINE_LINUX_DEFAULT="quiet swapaccount=1"
      GRUB_CMDLINE_LINUX="swapaccount=1 net.ifnames=0"
      """,
            "",
            "--set swapaccount=0",
            List.of(new Words("swapaccount=0", 5), new Words("swapaccount=1", 0))),
        new GrubDefaultsVariant(
            "set on normal entries",
            """
      GRUB_CMDLINE_LINUX_DEFAULT="swapaccount=1 quiet"
      GRUB_CMDLINE_LINUX=""
      """,
            "",
            "--set swapaccount=0",
            List.of(new Words("swapaccount=0", 3), new Words("swapaccount=1", 0))),
        new GrubDefaultsVariant(
            "swapped in one go",
            """
      GRUB_CMDLINE_LINUX="cgroup_disable=memory"
      """,
            "",
            "--remove cgroup_disable=memory --add cgroup.memory=nokmem",
            List.of(new Words("cgroup_disable=memory", 0), new Words("cgroup.memory=nokmem", 5))));
  }

  @Override
  public String toString() {
    return name;
  }
}

package remediator.bootloader;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Walks the nodes of a grub.cfg and collects what can be booted, in the order of the menu. */
final class GrubEntries {
  /**
   * Loaders of Linux kernels: GRUB's own, the 16 bit one of EL7, the EFI stub ones of EL and SUSE.
   */
  private static final Set<String> LINUX = Set.of("linux", "linux16", "linuxefi");

  /** A loader that is named by a variable, as kiwi and Fedora's live images write it. */
  private static final Pattern LINUX_BY_VARIABLE =
      Pattern.compile("(\\$linux|\\$\\{linux}|linux\\$[A-Za-z_]+|linux\\$\\{[A-Za-z_]+})");

  /** Programs that the Linux loaders start although they are no kernel. */
  private static final Pattern NO_KERNEL = Pattern.compile("(memtest|memdisk|ipxe)[^/]*$");

  private static final Set<String> INITRD =
      Set.of("initrd", "initrd16", "initrdefi", "$initrd", "${initrd}");
  private static final Set<String> MULTIBOOT = Set.of("multiboot", "multiboot2", "xen_hypervisor");

  private final String text;
  private final List<BootEntry> entries = new ArrayList<>();
  private final List<Problem> unjudged = new ArrayList<>();

  /** What surrounds a node. */
  private static final class Menu {
    final String prefix;
    final List<BootEntry.Submenu> submenus;
    private int items;

    Menu(String prefix, List<BootEntry.Submenu> submenus) {
      this.prefix = prefix;
      this.submenus = submenus;
    }

    String nextPosition() {
      return prefix + items++;
    }
  }

  /** What an entry's block holds. */
  private static final class Content {
    final List<KernelLine> kernelLines = new ArrayList<>();
    boolean initrd;
    boolean multiboot;
  }

  private GrubEntries(String text) {
    this.text = text;
  }

  /** What was found. */
  record Found(List<BootEntry> entries, List<Problem> unjudged) {}

  static Found in(String text, List<GrubNode> nodes) {
    GrubEntries walk = new GrubEntries(text);
    Content direct = new Content();
    walk.menu(nodes, new Menu("", List.of()), false, direct);
    if (!direct.kernelLines.isEmpty()) {
      walk.entries.add(0, directEntry(direct));
    }
    return new Found(walk.entries, walk.unjudged);
  }

  private static BootEntry directEntry(Content content) {
    return new BootEntry(
        "",
        Optional.empty(),
        "",
        List.of(),
        List.of(),
        true,
        content.kernelLines,
        content.initrd,
        content.multiboot,
        false,
        content.kernelLines.get(0).line());
  }

  private void menu(List<GrubNode> nodes, Menu menu, boolean conditional, Content direct) {
    for (GrubNode node : nodes) {
      if (node instanceof GrubNode.Command command) {
        menuCommand(command, menu, conditional, direct);
      } else {
        parts(node).forEach(part -> menu(part, menu, true, direct));
      }
    }
  }

  private void menuCommand(
      GrubNode.Command command, Menu menu, boolean conditional, Content direct) {
    switch (word(command, 0)) {
      case "menuentry" -> {
        String position = menu.nextPosition();
        entries.add(entry(command, position, menu.submenus, conditional));
      }
      case "submenu" -> {
        String position = menu.nextPosition();
        List<BootEntry.Submenu> submenus = new ArrayList<>(menu.submenus);
        Title title = new Title(command);
        submenus.add(new BootEntry.Submenu(title.title, title.id));
        Menu inner = new Menu(position + ">", submenus);
        menu(command.block(), inner, conditional, new Content());
      }
      default -> load(command, direct);
    }
  }

  /** The lists of nodes inside of a choice or loop; a function's body is only looked through. */
  private List<List<GrubNode>> parts(GrubNode node) {
    List<List<GrubNode>> parts = new ArrayList<>();
    if (node instanceof GrubNode.Choice choice) {
      choice.branches().forEach(branch -> parts.add(branch.condition()));
      choice.branches().forEach(branch -> parts.add(branch.body()));
      parts.add(choice.otherwise());
    } else if (node instanceof GrubNode.Loop loop) {
      parts.add(loop.body());
    } else if (node instanceof GrubNode.Function function) {
      Content content = new Content();
      content(function.body(), content);
      content.kernelLines.forEach(
          each -> unjudged.add(new Problem(each.line(), "a function loads a kernel here")));
    }
    return parts;
  }

  private BootEntry entry(
      GrubNode.Command command,
      String position,
      List<BootEntry.Submenu> submenus,
      boolean conditional) {
    Content content = new Content();
    content(command.block(), content);
    Title title = new Title(command);
    return new BootEntry(
        title.title,
        title.id,
        position,
        submenus,
        title.classes,
        title.unrestricted,
        content.kernelLines,
        content.initrd,
        content.multiboot,
        conditional,
        command.line());
  }

  private void content(List<GrubNode> nodes, Content content) {
    for (GrubNode node : nodes) {
      if (node instanceof GrubNode.Command command) {
        load(command, content);
        content(command.block(), content);
      } else {
        parts(node).forEach(part -> content(part, content));
      }
    }
  }

  private void load(GrubNode.Command command, Content content) {
    String word = word(command, 0);
    boolean linux = LINUX.contains(word) || LINUX_BY_VARIABLE.matcher(word).matches();
    if (linux && command.words().size() > 1 && !NO_KERNEL.matcher(word(command, 1)).find()) {
      int start = command.words().get(1).start();
      int end = command.words().get(command.words().size() - 1).end();
      String source = text.substring(start, end);
      content.kernelLines.add(new KernelLine(command.line(), word, start, source));
    }
    content.initrd |= INITRD.contains(word);
    content.multiboot |= MULTIBOOT.contains(word);
  }

  private String word(GrubNode.Command command, int at) {
    if (at >= command.words().size()) {
      return "";
    }
    GrubNode.Span span = command.words().get(at);
    return GrubWord.unquoted(text, span.start(), span.end());
  }

  /** The words of a {@code menuentry} command (grub-core/commands/menuentry.c). */
  private final class Title {
    private static final Map<String, Boolean> TAKES_VALUE =
        Map.of(
            "--class", true,
            "--users", true,
            "--hotkey", true,
            "--source", true,
            "--id", true,
            "$menuentry_id_option", true,
            "${menuentry_id_option}", true,
            "--unrestricted", false);

    String title = "";
    Optional<String> id = Optional.empty();
    final List<String> classes = new ArrayList<>();
    boolean unrestricted;

    Title(GrubNode.Command command) {
      List<String> words = new ArrayList<>();
      for (int at = 1; at < command.words().size(); at++) {
        words.add(word(command, at));
      }
      Iterator<String> rest = words.iterator();
      boolean titled = false;
      while (rest.hasNext()) {
        String next = rest.next();
        Boolean takesValue = TAKES_VALUE.get(next);
        if (takesValue != null) {
          option(next, takesValue && rest.hasNext() ? rest.next() : "");
        } else if (next.startsWith("--") && next.indexOf('=') > 0) {
          option(next.substring(0, next.indexOf('=')), next.substring(next.indexOf('=') + 1));
        } else if (!titled) {
          title = next;
          titled = true;
        }
      }
    }

    private void option(String name, String value) {
      switch (name) {
        case "--class" -> classes.add(value);
        case "--unrestricted" -> unrestricted = true;
        case "--id", "$menuentry_id_option", "${menuentry_id_option}" -> id = Optional.of(value);
        default -> {
          // --users, --hotkey and --source say nothing that we use.
        }
      }
    }
  }
}

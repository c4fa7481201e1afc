package remediator.apply;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.fact.Fact;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.host.MemoryHostFiles;
import remediator.plan.Change;
import remediator.plan.Expectation;
import remediator.plan.Plan;

/**
 * A host whose files lie in three directories, and a plan that edits two, makes one, deletes one.
 */
final class Scene {
  static final String DEFAULTS = "/etc/default/grub";
  static final String DROP_IN = "/etc/default/grub.d/remediator.cfg";
  static final String STALE = "/boot/grub2/it's stale.cfg";
  static final String GRUB_CFG = "/boot/grub2/grub.cfg";
  static final String STATE = "/var/lib/remediator";

  static final String OLD_DEFAULTS = "GRUB_CMDLINE_LINUX=\"quiet\"\n";
  static final String NEW_DEFAULTS = "GRUB_CMDLINE_LINUX=\"quiet cgroup.memory=nokmem\"\n";
  static final String OLD_GRUB_CFG = "# menu\n".repeat(700) + "linux16 /vmlinuz quiet\n";
  static final String NEW_GRUB_CFG =
      "# menu\n".repeat(700) + "linux16 /vmlinuz quiet cgroup.memory=nokmem\n";

  static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  static final Actor WHO = new Actor("root", 4711);

  private Scene() {}

  static MemoryHostFiles host() {
    return MemoryHostFiles.empty()
        .directory("/etc/default/grub.d", 0755)
        .file(DEFAULTS, OLD_DEFAULTS, attributes(0644, OLD_DEFAULTS, "unconfined:etc_t:s0\0"))
        .file(STALE, "stale", attributes(0640, "stale", "unconfined:boot_t:s0\0"))
        .file(GRUB_CFG, OLD_GRUB_CFG, attributes(0600, OLD_GRUB_CFG, "unconfined:boot_t:s0\0"));
  }

  static MemoryHostFiles hostWithPlanApplied() {
    MemoryHostFiles host = host();
    transactions(host).apply(plan(host));
    return host.restart();
  }

  static Plan plan(MemoryHostFiles host) {
    return plan(
        edit(host, DEFAULTS, NEW_DEFAULTS),
        Change.create(HostPath.of(DROP_IN), 0644, "# ours\n", "a drop-in assigns last"),
        delete(host, STALE),
        edit(host, GRUB_CFG, NEW_GRUB_CFG));
  }

  static Plan plan(Change... changes) {
    Expectation expectation =
        new Expectation(
            "default",
            List.of("cgroup.memory=nokmem"),
            List.of("cgroup_disable=memory"),
            Optional.of("0a1b"));
    return new Plan(
        Fact.known("machine", "/etc/machine-id", "machine"),
        expectation,
        List.of(changes),
        List.of(),
        List.of());
  }

  static Change edit(MemoryHostFiles host, String path, String text) {
    FileState.Regular before = regular(host, path);
    return Change.edit(HostPath.of(path), before, content(host, path), text, "a test");
  }

  static Change delete(MemoryHostFiles host, String path) {
    return Change.delete(HostPath.of(path), regular(host, path), content(host, path), "a test");
  }

  static Transactions transactions(MemoryHostFiles host) {
    StateDirectory state = new StateDirectory(host, HostPath.of(STATE));
    return Transactions.on(host, state, CLOCK, WHO);
  }

  /** Everything but our own state, and the directories above it, which stay. */
  static Map<String, String> hostTree(MemoryHostFiles host) {
    Map<String, String> tree = new TreeMap<>(host.tree(STATE));
    tree.remove("/var");
    tree.remove("/var/lib");
    return tree;
  }

  static String content(MemoryHostFiles host, String path) {
    try {
      return CurrentState.of(host, HostPath.of(path)).content();
    } catch (java.io.IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private static FileState.Regular regular(MemoryHostFiles host, String path) {
    try {
      HostPath at = HostPath.of(path);
      byte[] bytes = host.read(at, CurrentState.BYTES_MAX);
      return new FileState.Regular(ContentDigest.of(bytes), host.attributes(at).orElseThrow());
    } catch (java.io.IOException e) {
      throw new AssertionError(path, e);
    }
  }

  private static FileAttributes attributes(int mode, String content, String label) {
    return new FileAttributes(
        FileAttributes.Kind.REGULAR,
        mode,
        0,
        0,
        content.length(),
        Instant.parse("2019-10-15T08:30:00.123456789Z"),
        1,
        new TreeMap<>(Map.of("security.selinux", label)));
  }
}

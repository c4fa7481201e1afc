package remediator.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import remediator.fact.Fact;
import remediator.file.FileAttributes;
import remediator.file.HostPath;

/**
 * The directories of the hierarchy that has the memory controller, walked once.
 *
 * <p>Directories are counted to {@link #DIRECTORIES_MAX}; of the first {@link #ASKED_MAX} the
 * limits and the kernel memory in use are read too.
 *
 * @param directories how many there are, the root of the hierarchy included, as /proc/cgroups
 *     counts
 * @param kernelMemoryUsage the largest memory.kmem.usage_in_bytes of a non-root cgroup with tasks
 * @param limited the cgroups that have a memory limit
 * @param unread why limits may be missing from that list
 */
record CgroupTree(
    Fact<Long> directories,
    Fact<Long> kernelMemoryUsage,
    List<Limited> limited,
    Optional<Fact.Unknown<Long>> unread) {

  /** Twice the ids there are for memory cgroups (MEM_CGROUP_ID_MAX is 65535, mm/memcontrol.c). */
  static final int DIRECTORIES_MAX = 131_072;

  /** Some hundred containers with their slices; each costs four small reads. */
  static final int ASKED_MAX = 8192;

  /** systemd and Kubernetes nest to about eight. */
  private static final int DEPTH_MAX = 64;

  private static final HostPath USUAL = HostPath.of("/sys/fs/cgroup");

  /** A cgroup with a memory limit; {@code cgroup} is its path inside the hierarchy. */
  record Limited(String cgroup, long limitBytes, HostPath file) {}

  CgroupTree {
    limited = List.copyOf(limited);
  }

  static CgroupTree walk(Sources sources, Reading<CgroupMounts> mounts) {
    Optional<HostPath> memory = CgroupMounts.memoryHierarchy(sources, mounts);
    Optional<HostPath> root =
        memory.isPresent() ? memory : CgroupMounts.unifiedHierarchy(sources, mounts);
    return root.map(top -> new Walk(sources, top, memory.isPresent()).result())
        .orElseGet(CgroupTree::none);
  }

  private static CgroupTree none() {
    String reason = "no hierarchy with the memory controller is mounted";
    return new CgroupTree(
        Fact.unknown(USUAL.value(), reason),
        Fact.unknown(USUAL.value(), reason),
        List.of(),
        Optional.empty());
  }

  /** One walk; the state of it. */
  private static final class Walk {
    private final Sources sources;
    private final HostPath root;
    private final boolean v1;
    private final CgroupFiles files;
    private final List<Limited> limited = new ArrayList<>();
    private final Deque<HostPath> todo = new ArrayDeque<>();
    private long count;
    private Optional<KernelMemory> largest = Optional.empty();
    private Optional<Fact.Unknown<Long>> failure = Optional.empty();

    private record KernelMemory(long bytes, HostPath file) {}

    Walk(Sources sources, HostPath root, boolean v1) {
      this.sources = sources;
      this.root = root;
      this.v1 = v1;
      this.files = new CgroupFiles(sources, root, v1);
    }

    CgroupTree result() {
      visit(root, false);
      while (!todo.isEmpty() && count <= DIRECTORIES_MAX) {
        enter(todo.removeFirst());
      }
      return new CgroupTree(counted(), kernelMemory(), limited, unread());
    }

    private void visit(HostPath directory, boolean leaf) {
      count++;
      if (count <= ASKED_MAX && !directory.equals(root)) {
        ask(directory);
      }
      if (!leaf && depth(directory) < DEPTH_MAX && count <= DIRECTORIES_MAX) {
        todo.addLast(directory);
      }
    }

    private void enter(HostPath directory) {
      Reading<List<String>> names = sources.names(directory, DIRECTORIES_MAX);
      names
          .<Optional<Fact.Unknown<Long>>>match(
              found -> Optional.empty(),
              Optional::empty,
              failed -> Optional.of(new Fact.Unknown<>(failed.source(), failed.reason())))
          .ifPresent(unknown -> failure = Optional.of(unknown));
      for (String name : names.optional().orElse(List.of())) {
        if (!CgroupFiles.isInterfaceFile(name)) {
          enterChild(directory.resolve(name));
        }
      }
    }

    private void enterChild(HostPath child) {
      sources
          .attributesOfName(child)
          .filter(FileAttributes::isDirectory)
          .ifPresent(attributes -> visit(child, isLeaf(attributes)));
    }

    /**
     * A directory's links are its name, its "." and one ".." per child (kernfs, fs/kernfs/dir.c).
     */
    private static boolean isLeaf(FileAttributes attributes) {
      return attributes.hardLinks() == 2;
    }

    private int depth(HostPath directory) {
      String inside = directory.value().substring(root.value().length());
      return (int) inside.chars().filter(c -> c == '/').count();
    }

    private void ask(HostPath directory) {
      files
          .limit(directory)
          .ifPresent(
              limit ->
                  limited.add(new Limited(inHierarchy(directory), limit.bytes(), limit.file())));
      if (v1 && files.holdsTasks(directory)) {
        files
            .kernelMemoryUsage(directory)
            .filter(bytes -> largest.filter(known -> known.bytes() >= bytes).isEmpty())
            .ifPresent(bytes -> largest = Optional.of(new KernelMemory(bytes, directory)));
      }
    }

    private String inHierarchy(HostPath directory) {
      return directory.value().substring(root.equals(HostPath.ROOT) ? 0 : root.value().length());
    }

    private Fact<Long> counted() {
      if (failure.isPresent()) {
        return Fact.unknown(failure.get().source(), failure.get().reason());
      }
      return count > DIRECTORIES_MAX
          ? Fact.unknown(root.value(), "holds more than " + DIRECTORIES_MAX + " directories")
          : Fact.known(count, root.value(), count + " directories");
    }

    private Fact<Long> kernelMemory() {
      if (!v1) {
        return Fact.unknown(root.value(), "no v1 memory hierarchy is mounted");
      }
      return largest
          .map(
              usage -> Fact.known(usage.bytes(), usage.file().value(), usageExcerpt(usage.bytes())))
          .orElseGet(
              () ->
                  Fact.unknown(
                      root.value(),
                      "no cgroup below the root holds tasks and tells memory.kmem.usage_in_bytes"));
    }

    private String usageExcerpt(long bytes) {
      String asked =
          count > ASKED_MAX ? ", the largest of the first " + ASKED_MAX + " cgroups" : "";
      return "memory.kmem.usage_in_bytes " + bytes + asked;
    }

    private Optional<Fact.Unknown<Long>> unread() {
      boolean more = count > ASKED_MAX;
      return failure.or(
          () ->
              Optional.of("only the first " + ASKED_MAX + " cgroups were asked for their limits")
                  .filter(reason -> more)
                  .map(reason -> new Fact.Unknown<>(root.value(), reason)));
    }
  }
}

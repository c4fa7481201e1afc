package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.file.HostPath;

/**
 * The processes of the host, by their command names (/proc/PID/comm, proc_pid_comm(5)).
 *
 * <p>Empty in a tree without /proc. Processes another user hides (hidepid) are not in it.
 */
record ProcessTable(List<Entry> processes) {
  private static final HostPath PROC = HostPath.of("/proc");

  /** More than most hosts' pid_max of 32,768; the rest is not looked at. */
  private static final int PROCESSES_MAX = 100_000;

  /** TASK_COMM_LEN of include/linux/sched.h is 16; a cgroup line is a path. */
  private static final int COMM_BYTES_MAX = 4096;

  private static final int CGROUP_BYTES_MAX = 64 * 1024;

  /** One process; {@code command} is at most 15 characters. */
  record Entry(String pid, String command) {
    HostPath file(String name) {
      return PROC.resolve(pid).resolve(name);
    }
  }

  ProcessTable {
    processes = List.copyOf(processes);
  }

  static ProcessTable probe(Sources sources) {
    List<Entry> entries = new ArrayList<>();
    for (String name : sources.names(PROC, PROCESSES_MAX).optional().orElse(List.of())) {
      if (Numbers.parse(name).isPresent()) {
        sources
            .text(PROC.resolve(name).resolve("comm"), COMM_BYTES_MAX)
            .optional()
            .ifPresent(comm -> entries.add(new Entry(name, comm.strip())));
      }
    }
    return new ProcessTable(entries);
  }

  /** The first process with one of these command names. */
  Optional<Entry> named(List<String> commands) {
    return processes.stream().filter(entry -> commands.contains(entry.command())).findFirst();
  }

  /** Where the process is in the hierarchy with the memory controller (cgroups(7)). */
  static Optional<String> memoryCgroup(Sources sources, Entry process) {
    List<String> lines =
        sources
            .text(process.file("cgroup"), CGROUP_BYTES_MAX)
            .optional()
            .map(text -> text.lines().toList())
            .orElse(List.of());
    Optional<String> v1 =
        lines.stream()
            .map(line -> line.split(":", 3))
            .filter(parts -> parts.length == 3)
            .filter(parts -> List.of(parts[1].split(",", -1)).contains("memory"))
            .map(parts -> parts[2])
            .findFirst();
    return v1.or(
        () ->
            lines.stream()
                .filter(line -> line.startsWith("0::"))
                .map(line -> line.substring("0::".length()))
                .findFirst());
  }
}

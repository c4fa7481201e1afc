package remediator.kernelimage;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Where the names of some boot parameters stand in an image: texts that end in {@code =} and NUL.
 * What stands in front of a name does not matter; the first name of an object file follows
 * anything.
 */
final class AnchorStrings {
  /** At most 64; each is a parameter of the core from 2.6.11 or soon after, and long enough. */
  private static final String[] NAMES = {
    "console=",
    "root=",
    "init=",
    "rdinit=",
    "rootfstype=",
    "rootflags=",
    "rootdelay=",
    "resume=",
    "resume_offset=",
    "lpj=",
    "maxcpus=",
    "isolcpus=",
    "log_buf_len=",
    "loglevel=",
    "elevator=",
    "cgroup_disable=",
    "cgroup.memory=",
    "printk.devkmsg=",
    "panic=",
    "reboot=",
    "hashdist=",
    "dhash_entries=",
    "ihash_entries=",
    "mhash_entries=",
    "mphash_entries=",
    "uhash_entries=",
    "thash_entries=",
    "netdev=",
    "ether=",
    "nfsroot=",
    "clocksource=",
    "nohz=",
    "highres=",
    "hugepages=",
    "hugepagesz=",
    "default_hugepagesz=",
    "transparent_hugepage=",
    "selinux=",
    "security=",
    "audit=",
    "profile=",
    "load_ramdisk=",
    "ramdisk_size=",
    "prompt_ramdisk=",
    "ramdisk_start=",
    "nohibernate=",
    "noresume=",
    "initcall_blacklist=",
    "numa_balancing=",
    "trace_event=",
    "ftrace=",
    "lsm=",
    "acpi_rsdp=",
    "skew_tick=",
    "slub_debug=",
    "slub_min_order=",
    "relax_domain_level=",
    "sysrq_always_enabled=",
    "softlockup_panic=",
    "hung_task_panic=",
    "rcu_nocbs=",
    "sched_debug=",
    "cpuidle.off=",
    "stack_guard_gap="
  };

  /** How often one name may stand somewhere; real ones stand there once or twice. */
  private static final int PLACES_MAX = 8;

  /** Texts that end in {@code =}; a kernel has some thousand. */
  private static final int SITES_MAX = 1 << 19;

  private static final int PART_BYTES = 1 << 20;
  private static final int PAGE_MASK = 0xfff;

  private final byte[] array;
  private final int start;
  private final int end;
  private final int[] places = new int[NAMES.length * PLACES_MAX];
  private final int[] names = new int[NAMES.length * PLACES_MAX];
  private final int[] perName = new int[NAMES.length];
  private final short[] firstByResidue = new short[PAGE_MASK + 1];
  private final short[] next = new short[NAMES.length * PLACES_MAX];
  private int count;
  private int sites;

  private AnchorStrings(Bytes bytes) {
    this.array = bytes.array();
    this.start = bytes.arrayOffset();
    this.end = start + bytes.length();
    Arrays.fill(firstByResidue, (short) -1);
  }

  /** Goes through the image once. */
  static AnchorStrings in(Bytes bytes, BooleanSupplier timeIsUp) throws UnreadableImageException {
    AnchorStrings found = new AnchorStrings(bytes);
    for (int from = found.start; from < found.end; from += PART_BYTES) {
      if (timeIsUp.getAsBoolean()) {
        throw new UnreadableImageException("searching it took longer than allowed");
      }
      found.part(from, (int) Math.min(found.end - 1, from + (long) PART_BYTES));
    }
    return found;
  }

  private void part(int from, int to) {
    byte[] a = array;
    for (int i = from; i < to; i++) {
      if (a[i] == '=' && a[i + 1] == 0 && sites < SITES_MAX) {
        sites++;
        name(i + 1);
      }
    }
  }

  private void name(int behind) {
    for (int name = 0; name < NAMES.length; name++) {
      int at = behind - NAMES[name].length();
      if (at >= start && perName[name] < PLACES_MAX && stands(NAMES[name], at)) {
        perName[name]++;
        keep(name, at - start);
      }
    }
  }

  private boolean stands(String name, int at) {
    for (int i = 0; i < name.length(); i++) {
      if (array[at + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void keep(int name, int offset) {
    places[count] = offset;
    names[count] = name;
    next[count] = firstByResidue[offset & PAGE_MASK];
    firstByResidue[offset & PAGE_MASK] = (short) count;
    count++;
  }

  /**
   * Counts the addresses at which the image would begin if this word points to a name; it begins on
   * a page.
   */
  void vote(long word, FlatImage.Range range, BaseVotes votes) {
    for (int i = firstByResidue[(int) word & PAGE_MASK]; i >= 0; i = next[i]) {
      long base = word - places[i];
      if (range.allows(base)) {
        votes.add(base, names[i]);
      }
    }
  }

  /** Whether {@link #vote} has anything to count for a word. */
  boolean any(int lowBits) {
    return firstByResidue[lowBits & PAGE_MASK] >= 0;
  }
}

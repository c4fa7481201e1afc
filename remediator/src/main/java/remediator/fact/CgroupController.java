package remediator.fact;

/**
 * One row of /proc/cgroups (kernel/cgroup/cgroup-v1.c proc_cgroupstats_show): hierarchy id, number
 * of cgroups, enabled. Since Linux 6.12 a controller without v1 code has no row: a missing row is
 * not "disabled".
 */
public record CgroupController(String name, int hierarchy, long cgroups, boolean enabled) {}

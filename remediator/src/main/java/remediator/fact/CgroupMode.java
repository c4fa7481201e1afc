package remediator.fact;

/**
 * How control groups are mounted (cgroups(7)): {@code HYBRID} is v1 controllers beside a v2 tree
 * that systemd keeps for itself.
 */
public enum CgroupMode {
  V1,
  V2,
  HYBRID,
  NONE
}

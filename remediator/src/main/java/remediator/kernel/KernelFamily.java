package remediator.kernel;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who built a kernel, as far as the form of its release tells. The form is a habit, not a promise:
 * what rests on it says so.
 */
public enum KernelFamily {
  /** Red Hat, CentOS, Alma, Rocky, Scientific: {@code 3.10.0-1160.el7.x86_64}. */
  ENTERPRISE_LINUX("(?:^|[.\\-_])(el\\d{1,2})(?:[._]|$)"),
  /** Oracle's own: {@code 4.14.35-1902.300.11.el7uek.x86_64}. */
  ORACLE("(?:^|[.\\-_])(el\\d{1,2}uek)"),
  FEDORA("(?:^|[.\\-_])(fc\\d{1,3})(?:[._]|$)"),
  /** {@code 4.14.355-275.570.amzn2.x86_64}. */
  AMAZON("(?:^|[.\\-_])(amzn\\d{1,4})(?:[._]|$)"),
  /** {@code 5.15.0-91-generic}. */
  UBUNTU(
      "^(generic|lowlatency|aws|azure|gcp|oracle|kvm|virtual|raspi|server|generic-[a-z0-9]{1,9})$"),
  /** {@code 6.1.0-18-amd64}, {@code 6.12.107+deb13-cloud-amd64}. */
  DEBIAN(
      "^(?:\\+?deb\\d{1,2}(?:u\\d{1,2})?-|\\d{1,3}\\.bpo\\.\\d{1,3}-|bpo\\.\\d{1,3}-)?"
          + "(?:cloud-|rt-)?(amd64|arm64|armmp|armmp-lpae|686|686-pae|powerpc64le|s390x|riscv64)$"),
  /** {@code 5.14.21-150500.55-default}. */
  SUSE("^(default|azure|preempt|xen|64kb|desktop|trace|vanilla)$"),
  /** Everything else: kernel.org's own, Raspberry Pi, vendors, self-built. */
  OTHER("(?!)");

  /** Ubuntu and SUSE both ship "azure" and more; SUSE's builds have at least two numbers. */
  private static final int SUSE_BUILD_NUMBERS_MIN = 2;

  private static final List<KernelFamily> IN_ORDER =
      List.of(ORACLE, ENTERPRISE_LINUX, FEDORA, AMAZON, DEBIAN);

  private final Pattern mark;

  KernelFamily(String mark) {
    this.mark = Pattern.compile(mark);
  }

  static KernelFamily of(KernelRelease release) {
    for (KernelFamily family : IN_ORDER) {
      if (!family.markOf(release).isEmpty()) {
        return family;
      }
    }
    boolean severalNumbers = release.build().size() >= SUSE_BUILD_NUMBERS_MIN;
    if (severalNumbers && !SUSE.markOf(release).isEmpty()) {
      return SUSE;
    }
    return release.build().size() == 1 && !UBUNTU.markOf(release).isEmpty() ? UBUNTU : OTHER;
  }

  /** The mark that made the release one of this family, such as {@code el7}; empty for none. */
  String markOf(KernelRelease release) {
    Matcher found = mark.matcher(release.flavour());
    return found.find() && found.groupCount() > 0 ? found.group(1) : "";
  }
}

package remediator.fact;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import remediator.file.HostPath;
import remediator.kernelimage.Verdict;

/**
 * A kernel that is installed, runs, or is named by a boot entry.
 *
 * <p>{@code image} is empty when only the running kernel's name is known. {@code role} says why it
 * counts: what boots next and the newest installed one matter to a decision, a rescue kernel is
 * named apart. {@code support} has one verdict per remedy, keyed as it is written on the line
 * ({@code cgroup.memory=nokmem}). {@code mismatch} says where the image is not what its name or the
 * running kernel suggests.
 */
public record InstalledKernel(
    String release,
    Optional<HostPath> image,
    boolean running,
    boolean bootsNext,
    boolean newest,
    boolean rescue,
    boolean bootable,
    SortedMap<String, Verdict> support,
    Optional<ImageMismatch> mismatch) {

  public InstalledKernel {
    support = Collections.unmodifiableSortedMap(new TreeMap<>(support));
  }

  /** A kernel whose image is what it seems. */
  public InstalledKernel(
      String release,
      Optional<HostPath> image,
      boolean running,
      boolean bootsNext,
      boolean newest,
      boolean rescue,
      boolean bootable,
      SortedMap<String, Verdict> support) {
    this(release, image, running, bootsNext, newest, rescue, bootable, support, Optional.empty());
  }

  /** True when a decision must be right for this kernel. */
  public boolean matters() {
    return (bootsNext || newest) && !rescue;
  }

  public Optional<Verdict> support(String parameter) {
    return Optional.ofNullable(support.get(parameter));
  }

  public InstalledKernel withSupport(Map<String, Verdict> verdicts) {
    return new InstalledKernel(
        release,
        image,
        running,
        bootsNext,
        newest,
        rescue,
        bootable,
        new TreeMap<>(verdicts),
        mismatch);
  }

  public InstalledKernel withMismatch(Optional<ImageMismatch> found) {
    return new InstalledKernel(
        release, image, running, bootsNext, newest, rescue, bootable, support, found);
  }
}

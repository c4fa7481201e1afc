package remediator.fact;

import java.util.Optional;

/**
 * Numbers that show, or fail to show, the kernel memory leak.
 *
 * <p>{@code total}, {@code slab}, {@code slabUnreclaimable} are /proc/meminfo in bytes. {@code
 * memoryController} is the row of /proc/cgroups, an empty value where the file has no such row.
 * {@code memoryCgroupDirectories} counts directories of the memory hierarchy, its root included.
 * {@code perCgroupSlabCaches} counts names {@code cache(N:cgroup)} in /sys/kernel/slab, {@code
 * slabCacheOwners} the different {@code N} among them; on 3.10 these two show the leak. {@code
 * perCgroupSlabRows} counts such rows in /proc/slabinfo, which on 3.10 do not show it. {@code
 * accountedSlabCaches} counts {@code kmalloc-cg-*} rows (Linux 5.14 and later; none when nokmem is
 * in force). {@code kernelMemoryUsage} is the largest memory.kmem.usage_in_bytes of a non-root v1
 * memory cgroup that holds tasks.
 */
public record MemoryFigures(
    Fact<Long> total,
    Fact<Long> slab,
    Fact<Long> slabUnreclaimable,
    Fact<Optional<CgroupController>> memoryController,
    Fact<Long> memoryCgroupDirectories,
    Fact<Long> perCgroupSlabCaches,
    Fact<Long> slabCacheOwners,
    Fact<Long> perCgroupSlabRows,
    Fact<Long> accountedSlabCaches,
    Fact<Long> kernelMemoryUsage) {}

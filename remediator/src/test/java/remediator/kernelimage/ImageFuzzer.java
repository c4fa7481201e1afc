package remediator.kernelimage;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import remediator.kernelimage.SupportEvidence.Says;

/**
 * What Jazzer calls: one target, named by its only argument, each input read and judged.
 *
 * <p>Only an {@link ImageReading} may come back: not an exception, not a lack of memory, not after
 * more than a second of processor time, and no name that the bytes do not hold.
 */
public final class ImageFuzzer {
  /** How the last line begins that a run prints of itself. */
  static final String FIGURES = "figures:";

  private static final long NANOS_MAX = 1_000_000_000;
  private static final ImageLimits LIMITS = ImageLimits.shipped(() -> false);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static Optional<ImageFuzzer> current = Optional.empty();

  private final FuzzTarget target;
  private long executions;
  private long reads;
  private long slowestNanos;
  private long mostAllocated;

  ImageFuzzer(FuzzTarget target) {
    this.target = target;
  }

  /** Jazzer's: before the first input. Classes are loaded and instrumented before we measure. */
  public static void fuzzerInitialize(String[] arguments) {
    FuzzTarget target = FuzzTarget.named(arguments[0]);
    target.seeds().forEach(new ImageFuzzer(target)::test);
    current = Optional.of(new ImageFuzzer(target));
  }

  /** Jazzer's: one input. */
  public static void fuzzerTestOneInput(byte[] input) {
    current.orElseThrow().test(input);
  }

  /** Jazzer's: after the last one. */
  public static void fuzzerTearDown() {
    System.out.println(current.orElseThrow().figures());
  }

  void test(byte[] input) {
    byte[] file = target.file().apply(input.clone());
    long thread = Thread.currentThread().getId();
    long allocated = THREADS.getThreadAllocatedBytes(thread);
    long start = THREADS.getCurrentThreadCpuTime();
    ImageReading reading = read(file.clone());
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    mostAllocated = Math.max(mostAllocated, THREADS.getThreadAllocatedBytes(thread) - allocated);
    slowestNanos = Math.max(slowestNanos, nanos);
    executions++;
    if (nanos > NANOS_MAX) {
      throw new IllegalStateException("took " + nanos / 1_000_000 + " ms");
    }
    reading.match(image -> judge(image, file), ImageFuzzer::judge);
  }

  private ImageReading read(byte[] file) {
    if (!target.isTablesAlone()) {
      return ImageReader.read(file, LIMITS);
    }
    try {
      PlainImage plain = new PlainImage(Bytes.of(file), List.of(), Optional.empty());
      return new ImageReading.Read(ImageTables.read(plain, LIMITS));
    } catch (UnreadableImageException e) {
      return new ImageReading.Unreadable(e.reason());
    }
  }

  private static boolean judge(String reason) {
    if (reason.isEmpty() || reason.contains("not enough memory")) {
      throw new IllegalStateException(reason);
    }
    return false;
  }

  private boolean judge(KernelImage image, byte[] file) {
    reads++;
    byte[] plain =
        target.isTablesAlone() ? file : FuzzTarget.plainOf(file.clone(), LIMITS).orElseThrow();
    String text = new String(plain, StandardCharsets.ISO_8859_1);
    int step = 1 + image.parameters().size() / 4;
    for (int row = (int) (executions % step); row < image.parameters().size(); row += step) {
      require(text.contains(image.parameters().get(row).text()), "a name that is not in it");
    }
    Says nokmem = new ImageWitness("fuzzed", image).answer(WantedParameter.NOKMEM).says();
    require(
        nokmem != Says.UNDERSTOOD || (text.contains("cgroup.memory=") && text.contains("nokmem")),
        "nokmem understood without its text");
    return true;
  }

  private static void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }

  String figures() {
    return String.format(
        Locale.ROOT,
        "%s %d executions, %d read, slowest %d ms, peak heap %d MiB, most for one input %d KiB",
        FIGURES,
        executions,
        reads,
        slowestNanos / 1_000_000,
        peakHeapBytes() >> 20,
        mostAllocated >> 10);
  }

  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}

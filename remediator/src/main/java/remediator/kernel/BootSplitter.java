package remediator.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Tells the boots of one log apart.
 *
 * <p>Another boot begins where the boot id changes; where the record number or the kernel's clock
 * goes back; and where the kernel's first words come again, which is all there is in a log without
 * times. Only the newest {@link BootLog#BOOTS_MAX} are kept.
 */
final class BootSplitter implements RecordSink {
  private final LogFormat format;
  private final Deque<BootLog> done = new ArrayDeque<>();
  private Optional<BootInProgress> open = Optional.empty();
  private Optional<BootId> announced = Optional.empty();

  BootSplitter(LogFormat format) {
    this.format = format;
  }

  @Override
  public void kernel(BootMessage message, Optional<BootId> boot) {
    if (open.filter(current -> current.isFollowedBy(message, boot)).isEmpty()) {
      close();
      open = Optional.of(new BootInProgress(format, message, boot.or(() -> announced)));
      announced = Optional.empty();
    }
    open.ifPresent(current -> current.add(message));
  }

  @Override
  public void program(Optional<BootId> boot) {
    open.filter(current -> current.mayBe(boot)).ifPresent(BootInProgress::reachedUserSpace);
  }

  @Override
  public void gap() {
    open.ifPresent(BootInProgress::lostRecords);
  }

  @Override
  public void boundary(Optional<BootId> next) {
    close();
    announced = next;
  }

  List<BootLog> finish() {
    close();
    return List.copyOf(done);
  }

  private void close() {
    open.ifPresent(current -> done.addLast(current.finish()));
    open = Optional.empty();
    if (done.size() > BootLog.BOOTS_MAX) {
      done.removeFirst();
    }
  }
}

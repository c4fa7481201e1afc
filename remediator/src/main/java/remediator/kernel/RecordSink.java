package remediator.kernel;

import java.util.Optional;

/** Where a decoder puts what it reads, in the log's order. */
interface RecordSink {

  /** A message of the kernel itself. */
  void kernel(BootMessage message, Optional<BootId> boot);

  /** A message of a program, written into the kernel's log or beside it. */
  void program(Optional<BootId> boot);

  /** The transport says that messages are missing here. */
  void gap();

  /** The transport says that another boot begins here, and perhaps which. */
  void boundary(Optional<BootId> next);
}

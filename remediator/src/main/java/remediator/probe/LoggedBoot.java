package remediator.probe;

import remediator.kernel.BootLog;

/** One boot found in a log; {@code running} when the source can hold no other than this boot. */
record LoggedBoot(String source, BootLog log, boolean running) {}

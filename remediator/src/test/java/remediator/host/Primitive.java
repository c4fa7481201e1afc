package remediator.host;

import remediator.file.HostPath;

/** One call that changes files or makes a change durable: what was asked for, and of which path. */
public record Primitive(Kind kind, HostPath path) {

  /** The methods of {@link WritableFiles} that change something, and two that make it last. */
  public enum Kind {
    CREATE_DIRECTORY,
    CREATE_FILE,
    APPEND,
    TRUNCATE,
    SYNC,
    RENAME,
    SYNC_DIRECTORY,
    DELETE,
    SET_ATTRIBUTES,
    LOCK
  }
}

package remediator.bootloader;

import remediator.file.HostPath;
import remediator.kernel.CommandLine;

/** What a variable of {@code /etc/default/grub} holds after all files were read in order. */
public sealed interface DefaultsValue {
  /** Calls the case that applies. */
  <R> R match(Cases<R> cases);

  /** One function for each case. */
  interface Cases<R> {
    /** The value is certain; it can be edited. */
    R known(Known known);

    /** The value depends on something that only running the file would tell; do not edit. */
    R unjudgeable(Unjudgeable unjudgeable);

    /** No file assigns the variable; an assignment can be added. */
    R unset();
  }

  /**
   * The value is certain.
   *
   * @param text the value as the shell holds it, references expanded
   * @param path the file whose assignment is in force
   * @param line the line on which that assignment begins, counted from 1
   * @param assignment that assignment as it is written
   */
  record Known(String text, HostPath path, int line, String assignment) implements DefaultsValue {
    /** The value as the kernel gets it, once GRUB has read it as words of a kernel line. */
    public CommandLine commandLine() {
      return GrubArguments.of(text).commandLine();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.known(this);
    }
  }

  /**
   * Only running the file would tell the value.
   *
   * @param path the file that keeps us from judging
   * @param line where in it, counted from 1
   * @param reason why, in words for the operator
   */
  record Unjudgeable(HostPath path, int line, String reason) implements DefaultsValue {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unjudgeable(this);
    }
  }

  /** No file assigns the variable. */
  record Unset() implements DefaultsValue {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unset();
    }
  }
}

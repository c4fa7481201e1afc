package remediator.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.kernel.KernelRelease;

/**
 * One bound on a kernel release, such as {@code >=3.10.0-1062.el7}.
 *
 * <p>The upstream version decides first. Builds are compared only where both are of one line of
 * backports ({@link KernelRelease#branch()}), or where the bound names no line.
 */
public record ReleaseBound(Relation relation, KernelRelease release) {

  /** The form of a bound; the schema has the same. */
  static final Pattern FORM =
      Pattern.compile(
          "^(>=|<=|>|<|=)([0-9]{1,5}(?:\\.[0-9]{1,9}){1,3}"
              + "(?:-[0-9]{1,9}(?:\\.[0-9]{1,9}){0,5}(?:[._+-][0-9A-Za-z._+-]{1,64})?)?)$");

  /** How a release has to stand to the bound. */
  public enum Relation {
    AT_LEAST(">=") {
      @Override
      boolean accepts(int order) {
        return order >= 0;
      }
    },
    AT_MOST("<=") {
      @Override
      boolean accepts(int order) {
        return order <= 0;
      }
    },
    ABOVE(">") {
      @Override
      boolean accepts(int order) {
        return order > 0;
      }
    },
    BELOW("<") {
      @Override
      boolean accepts(int order) {
        return order < 0;
      }
    },
    EQUAL("=") {
      @Override
      boolean accepts(int order) {
        return order == 0;
      }
    };

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    abstract boolean accepts(int order);
  }

  /** Reads a bound; empty when the text has not the {@link #FORM}. */
  public static Optional<ReleaseBound> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    KernelRelease release = KernelRelease.parse(form.group(2));
    for (Relation relation : Relation.values()) {
      if (relation.sign.equals(form.group(1))) {
        return Optional.of(new ReleaseBound(relation, release));
      }
    }
    return Optional.empty();
  }

  /** Whether a release is within the bound; empty where the two cannot be compared. */
  public Optional<Boolean> accepts(KernelRelease other) {
    if (other.version().isEmpty()) {
      return Optional.empty();
    }
    int version = other.compareVersion(release.version());
    if (version != 0 || release.build().isEmpty()) {
      return Optional.of(relation.accepts(version));
    }
    boolean oneLine = release.flavour().isEmpty() || release.branch().equals(other.branch());
    return oneLine
        ? Optional.of(relation.accepts(other.compareBuild(release.build())))
        : Optional.empty();
  }

  /** The bound as it is written in a policy. */
  public String text() {
    return relation.sign + release.text();
  }
}

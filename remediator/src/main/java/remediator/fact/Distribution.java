package remediator.fact;

import java.util.List;

/**
 * Which distribution the root holds: os-release(5), fields ID, VERSION_ID, ID_LIKE, PRETTY_NAME.
 * Texts are the host's own; empty where the file does not say.
 */
public record Distribution(String id, String versionId, List<String> idLike, String prettyName) {
  public Distribution {
    idLike = List.copyOf(idLike);
  }

  /** True for Debian and everything that calls itself like it (Ubuntu, Raspbian, Kali). */
  public boolean isDebianLike() {
    return id.equals("debian") || id.equals("ubuntu") || idLike.contains("debian");
  }
}

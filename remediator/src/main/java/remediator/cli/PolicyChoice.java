package remediator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import remediator.file.HostPath;
import remediator.host.HostFiles;
import remediator.policy.PolicyReader;
import remediator.policy.Read;

/**
 * Which policy a {@code --policy} option means: the name of a shipped one, or a file (anything with
 * a slash or ending in .yaml or .yml). Without the option: the host's own, else {@code default}.
 */
final class PolicyChoice {
  static final HostPath HOST_POLICY = HostPath.of("/etc/remediator/policy.yaml");
  private static final String FALLBACK = "default";

  /** Policies are pages, not books; the reader refuses larger ones. */
  static final int BYTES_MAX = 256 << 10;

  private final Session session;

  PolicyChoice(Session session) {
    this.session = session;
  }

  Read read(Optional<String> option) throws IOException {
    if (option.isEmpty() && session.host().files().attributes(HOST_POLICY).isPresent()) {
      return parse(session.host().files(), HOST_POLICY);
    }
    String choice = option.orElse(FALLBACK);
    return isFile(choice) ? parse(session.named(), file(choice)) : shipped(choice);
  }

  private Read shipped(String name) throws IOException {
    Home home = new Home(session.named());
    List<String> names = home.policyNames();
    if (!names.contains(name)) {
      throw new UsageException(
          "--policy %s: there is no such policy; shipped ones: %s; a file is named with a slash"
              .formatted(name, String.join(", ", names)));
    }
    return parse(session.named(), home.policy(name));
  }

  private static boolean isFile(String choice) {
    return choice.contains("/") || choice.endsWith(".yaml") || choice.endsWith(".yml");
  }

  private static HostPath file(String choice) {
    return Session.named(Path.of(choice));
  }

  private static Read parse(HostFiles files, HostPath path) throws IOException {
    byte[] bytes = files.read(path, BYTES_MAX);
    return PolicyReader.parse(path.value(), new String(bytes, StandardCharsets.ISO_8859_1));
  }
}

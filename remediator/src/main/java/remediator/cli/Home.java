package remediator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import remediator.bootloader.GrubTemplate;
import remediator.file.HostPath;
import remediator.host.HostFiles;
import remediator.plan.GrubTemplates;

/**
 * The directory the product lies in: its policies and templates.
 *
 * <p>The launcher names it by the system property {@value #PROPERTY}; a program started without the
 * launcher must do so too.
 */
final class Home {
  static final String PROPERTY = "remediator.home";
  private static final String POLICIES = "policies";
  private static final String TEMPLATES = "grub-templates";
  private static final String POLICY_SUFFIX = ".yaml";
  private static final int TEMPLATE_BYTES_MAX = 16 << 10;
  private static final int ENTRIES_MAX = 256;

  private final HostFiles files;

  Home(HostFiles files) {
    this.files = files;
  }

  GrubTemplates templates() throws IOException {
    return new GrubTemplates(template(GrubTemplate.ASSIGNMENT), template(GrubTemplate.DROP_IN));
  }

  /** The names of the shipped policies, sorted. */
  List<String> policyNames() throws IOException {
    List<String> names = new ArrayList<>();
    for (String file : files.list(path().resolve(POLICIES), ENTRIES_MAX)) {
      if (file.endsWith(POLICY_SUFFIX)) {
        names.add(file.substring(0, file.length() - POLICY_SUFFIX.length()));
      }
    }
    return List.copyOf(names);
  }

  HostPath policy(String name) {
    return path().resolve(POLICIES).resolve(name + POLICY_SUFFIX);
  }

  private GrubTemplate template(String name) throws IOException {
    HostPath path = path().resolve(TEMPLATES).resolve(name);
    byte[] bytes = files.read(path, TEMPLATE_BYTES_MAX);
    return new GrubTemplate(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private static HostPath path() {
    String home = System.getProperty(PROPERTY);
    if (home == null) {
      throw new IllegalStateException(
          "the system property " + PROPERTY + " is not set; start it by bin/remediator");
    }
    return Session.named(Path.of(home));
  }
}

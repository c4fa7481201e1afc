package remediator.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import remediator.file.HostPath;
import remediator.host.WritableFiles;
import remediator.linux.LinuxHost;
import remediator.plan.Plan;
import remediator.plan.PlanFile;

/**
 * A plan in a file that the command line names: written whole or not at all, readable by its owner
 * alone, as it holds the host's files.
 */
final class SavedPlan {
  private static final int MODE = 0600;

  private final Session session;

  SavedPlan(Session session) {
    this.session = session;
  }

  void write(Path file, Plan plan) throws IOException {
    HostPath path = Session.named(file);
    WritableFiles files = LinuxHost.writable(Path.of("/"));
    HostPath target = files.resolved(path);
    HostPath temporary = target.parent().resolve("." + target.name() + ".new");
    if (files.attributes(temporary).isPresent()) {
      files.delete(temporary);
    }
    files.createFile(temporary, MODE);
    files.append(temporary, PlanFile.text(plan).getBytes(StandardCharsets.UTF_8));
    files.sync(temporary);
    files.rename(temporary, target);
    files.syncDirectory(target.parent());
  }

  PlanFile.Read read(Path file) throws IOException {
    byte[] bytes = session.named().read(Session.named(file), PlanFile.BYTES_MAX);
    return PlanFile.parse(new String(bytes, StandardCharsets.UTF_8));
  }
}

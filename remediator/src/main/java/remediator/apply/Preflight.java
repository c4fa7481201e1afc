package remediator.apply;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import remediator.file.ContentDigest;
import remediator.file.FileAttributes;
import remediator.file.FileState;
import remediator.file.HostPath;
import remediator.host.WritableFiles;
import remediator.plan.Change;
import remediator.plan.Plan;

/** Everything that can be found out before the first write: looks, and writes nothing. */
final class Preflight {
  private final WritableFiles host;
  private final StateDirectory state;

  Preflight(WritableFiles host, StateDirectory state) {
    this.host = host;
    this.state = state;
  }

  /** Why the plan cannot be carried out now; empty when it can. */
  Optional<Outcome> objection(Plan plan) throws IOException {
    Optional<String> distrust = state.distrust();
    if (distrust.isPresent()) {
      return Optional.of(new Outcome.Refused(distrust.get()));
    }
    if (isCarriedOut(plan)) {
      return Optional.of(new Outcome.NothingToDo("the host is already as this plan leaves it"));
    }
    Set<HostPath> seen = new HashSet<>();
    for (Change change : plan.changes()) {
      if (!seen.add(change.path())) {
        return refused(change.path() + ": the plan names it twice; plan again");
      }
      Optional<Outcome> objection = objection(change);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return new RoomNeeded(host, state).shortage(plan).map(Preflight::shortOfRoom);
  }

  private Optional<Outcome> objection(Change change) throws IOException {
    HostPath path = change.path();
    if (!isDirectory(path.parent())) {
      return refused(path + ": its directory is not there; is it mounted?");
    }
    try {
      return objection(change, CurrentState.of(host, path).state());
    } catch (NotRegularException e) {
      return refused(Words.of(e) + "; it is not replaced, plan again");
    }
  }

  private static Optional<Outcome> objection(Change change, FileState found) {
    if (!found.sameAs(change.before())) {
      return Optional.of(new Outcome.Conflict(change.path(), change.before(), found));
    }
    int links = found.match(() -> 1, regular -> regular.attributes().hardLinks());
    return links > 1
        ? refused(
            change.path()
                + ": has "
                + links
                + " hard links; replacing it would leave the other names with the old text."
                + " Remove the other names, or make them copies")
        : Optional.empty();
  }

  /** A full disk is no judgement on the plan: with room made, the same plan is carried out. */
  private static Outcome shortOfRoom(String reason) {
    return new Outcome.Failed(reason, true);
  }

  /** A saved plan that is applied again: every file has the content the plan gives it. */
  private boolean isCarriedOut(Plan plan) throws IOException {
    for (Change change : plan.changes()) {
      if (!isCarriedOut(change)) {
        return false;
      }
    }
    return true;
  }

  private boolean isCarriedOut(Change change) throws IOException {
    try {
      Optional<ContentDigest> digest =
          CurrentState.of(host, change.path())
              .state()
              .match(Optional::empty, regular -> Optional.of(regular.digest()));
      return digest.equals(change.afterDigest());
    } catch (NotRegularException e) {
      return false;
    }
  }

  private boolean isDirectory(HostPath path) throws IOException {
    return host.attributes(path).filter(FileAttributes::isDirectory).isPresent();
  }

  private static Optional<Outcome> refused(String reason) {
    return Optional.of(new Outcome.Refused(reason));
  }
}

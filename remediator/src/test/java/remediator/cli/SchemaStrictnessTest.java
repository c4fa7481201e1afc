package remediator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas notice a member that is missing or misspelled, so that they can be relied on. */
class SchemaStrictnessTest {
  /** Members that a document may lack, and maps whose keys are the host's. */
  private static final Set<String> OPTIONAL =
      Set.of("limit_bytes", "uptime_microseconds", "cgroup.memory=nokmem", "cgroup_disable=memory");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "facts",
        "kernels",
        "kernels --require cgroup.memory=nokmem",
        "params --kernel IMAGE",
        "log",
        "lint",
        "plan --policy appliance-docker",
        "verify"
      })
  void aMemberThatIsMissingOrUnknownIsNoticed(String command) {
    String root = RecordedTrees.readOnly("centos7-514-nokmem-ignored").toString();
    String image = ParamsCommandTest.IMAGES.resolve("x86_64-6.1.vmlinuz").toString();
    String words = command.replace("IMAGE", image) + " --json --root " + root;
    CommandRun run = CommandRun.of(words.split(" ", -1));
    JsonObject document = Schemas.checked(run.output());
    String name = Schemas.name(document);
    List<Place> places = new ArrayList<>();
    collect(document, "", new TreeSet<>(), places);
    assertTrue(places.size() > 3, "the document has inner objects");
    for (Place place : places) {
      assertUnknownIsNoticed(name, document, place);
      assertMissingIsNoticed(name, document, place);
    }
    document.addProperty("of_a_later_version", true);
    assertEquals(List.of(), Schemas.errors(name, document.toString()), "the top is open");
  }

  private static void assertUnknownIsNoticed(String name, JsonObject document, Place place) {
    place.object().addProperty("misspelled", true);
    assertTrue(!Schemas.errors(name, document.toString()).isEmpty(), place.path());
    place.object().remove("misspelled");
  }

  private static void assertMissingIsNoticed(String name, JsonObject document, Place place) {
    for (String member : List.copyOf(place.object().keySet())) {
      if (!OPTIONAL.contains(member)) {
        JsonElement value = place.object().remove(member);
        String without = document.toString();
        place.object().add(member, value);
        assertTrue(!Schemas.errors(name, without).isEmpty(), place.path() + "/" + member);
      }
    }
  }

  /** One object of every shape below the top; array elements share a shape. */
  private static void collect(
      JsonElement element, String path, Set<String> seen, List<Place> places) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(each -> collect(each, path + "/*", seen, places));
    } else if (element.isJsonObject()) {
      JsonObject object = element.getAsJsonObject();
      boolean inner = !path.isEmpty() && !object.keySet().isEmpty();
      if (inner && seen.add(path + object.keySet())) {
        places.add(new Place(path, object));
      }
      object.entrySet().forEach(e -> collect(e.getValue(), path + "/" + e.getKey(), seen, places));
    }
  }

  private record Place(String path, JsonObject object) {}
}

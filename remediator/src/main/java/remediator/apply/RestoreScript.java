package remediator.apply;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import remediator.file.FileState;

/**
 * The way back without Java: a POSIX shell script that lies beside the originals.
 *
 * <p>Its fixed parts are resources; between them stand the transaction's facts, every text of the
 * host in single quotes. {@code home} is the directory's path in the host, from which the script
 * finds the root it lies in; empty when it lies outside the host's files, and then the script asks
 * for the root.
 */
record RestoreScript(Manifest manifest, String home) {

  String text() {
    StringBuilder script = new StringBuilder("#!/bin/sh\n");
    script.append("# Puts back the files that transaction ").append(manifest.id());
    script.append(" changed, as they were before it.\n");
    script.append("id=").append(quoted(manifest.id())).append('\n');
    script.append("home=").append(quoted(home)).append('\n');
    script.append(resource("restore.sh")).append("\neach() {\n");
    for (int number = manifest.changes().size() - 1; number >= 0; number--) {
      script.append("  \"$1\" ").append(facts(number)).append('\n');
    }
    script.append("}\n");
    for (int number = 0; number < manifest.changes().size(); number++) {
      script.append(attributes(number, manifest.changes().get(number).before()));
    }
    return script.append(resource("restore-end.sh")).toString();
  }

  /** NUMBER PATH MODE OWNER GROUP OLD_SHA256 OLD_BYTES NEW_SHA256 NEW_BYTES, as the script says. */
  private String facts(int number) {
    FileChange change = manifest.changes().get(number);
    String rights =
        change
            .before()
            .match(
                () -> "- - -",
                regular ->
                    regular.attributes().modeText()
                        + " "
                        + regular.attributes().owner()
                        + " "
                        + regular.attributes().group());
    return String.join(
        " ",
        Integer.toString(number),
        quoted(change.path().value()),
        rights,
        content(change.before()),
        content(change.after()));
  }

  private static String content(FileState state) {
    return state.match(
        () -> "absent 0",
        regular -> regular.digest().hex() + " " + regular.attributes().sizeBytes());
  }

  private static String attributes(int number, FileState before) {
    StringBuilder function = new StringBuilder("attributes_" + number + "() {\n  :\n");
    before.match(
        () -> function,
        regular -> {
          regular.attributes().extendedAttributes().entrySet().stream()
              .map(RestoreScript::attribute)
              .forEach(function::append);
          return function;
        });
    return function.append("}\n").toString();
  }

  private static String attribute(Map.Entry<String, String> attribute) {
    String value = attribute.getValue();
    String hex = HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1));
    String label = value.replace("\0", "");
    return "  attribute "
        + quoted(attribute.getKey())
        + " "
        + quoted(hex)
        + " "
        + quoted(label)
        + "\n";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String resource(String name) {
    try (InputStream stream = RestoreScript.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("not in this build: " + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("our own archive cannot be read", e);
    }
  }
}

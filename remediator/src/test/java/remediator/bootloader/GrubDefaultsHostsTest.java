package remediator.bootloader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.file.HostPath;
import remediator.kernel.ParameterRequest;

/** The {@code /etc/default/grub} of the recorded hosts. */
class GrubDefaultsHostsTest {
  private static final Path HOSTS = Path.of("src/test/resources/hosts");

  static Stream<Path> hosts() throws IOException {
    try (Stream<Path> paths = Files.list(HOSTS)) {
      return paths
          .filter(host -> Files.exists(host.resolve("root/etc/default/grub")))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void addThenRemoveIsTheIdentity(Path host) throws IOException {
    GrubDefaultsChain chain = chain(host);
    List<ParameterRequest> add = List.of(ParameterRequest.add("added=\"a b\""));
    List<ParameterRequest> remove = List.of(ParameterRequest.remove("added=\"a b\""));
    for (String variable : List.of(GrubDefaults.COMMAND_LINE, GrubDefaults.COMMAND_LINE_DEFAULT)) {
      if (chain.value(variable) instanceof DefaultsValue.Known) {
        GrubDefaultsChain added = done(chain.withValueEdited(variable, add));
        assertTrue(!texts(added).equals(texts(chain)), "nothing was added");
        assertEquals(texts(chain), texts(done(added.withValueEdited(variable, remove))));
      }
    }
  }

  @Test
  void oddQuotingIsEditedWhereTheTokenStands() throws IOException {
    GrubDefaultsChain chain = chain(HOSTS.resolve("centos7-odd-quoting"));
    DefaultsValue.Known value =
        assertInstanceOf(DefaultsValue.Known.class, chain.value(GrubDefaults.COMMAND_LINE));
    assertTrue(
        value.text().endsWith("rd.driver_pre=virtio_blk cgroup_disable=cpuset-typo audit=1"));
    GrubDefaultsChain added =
        done(
            chain.withValueEdited(
                GrubDefaults.COMMAND_LINE, List.of(ParameterRequest.add("cgroup.memory=nokmem"))));
    assertEquals(
        texts(chain).get(0).replace("cgroup.memory=nosocket\"", "cgroup.memory=nosocket,nokmem\""),
        texts(added).get(0));
  }

  @Test
  void shellLogicIsNotJudged() throws IOException {
    GrubDefaultsChain chain = chain(HOSTS.resolve("debian12-shell-logic"));
    DefaultsValue.Unjudgeable why =
        assertInstanceOf(DefaultsValue.Unjudgeable.class, chain.value(GrubDefaults.COMMAND_LINE));
    assertEquals("an if block decides here", why.reason());
    assertEquals(8, why.line());
  }

  private static GrubDefaultsChain chain(Path host) throws IOException {
    Path grub = host.resolve("root/etc/default/grub");
    GrubDefaultsChain chain = GrubDefaultsChain.of(GrubDefaults.PATH, parse(grub));
    Path directory = host.resolve("root/etc/default/grub.d");
    if (!Files.isDirectory(directory)) {
      return chain;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        HostPath path = GrubDefaults.DROP_IN_DIRECTORY.resolve(file.getFileName().toString());
        chain = chain.with(path, parse(file));
      }
    }
    return chain;
  }

  private static GrubDefaults parse(Path path) throws IOException {
    return GrubDefaults.parse(Files.readString(path, StandardCharsets.ISO_8859_1));
  }

  private static List<String> texts(GrubDefaultsChain chain) {
    return chain.sources().stream().map(source -> source.document().text()).toList();
  }

  private static GrubDefaultsChain done(Edited<GrubDefaultsChain> edited) {
    return edited.match(
        new Edited.Cases<>() {
          @Override
          public GrubDefaultsChain done(GrubDefaultsChain document) {
            return document;
          }

          @Override
          public GrubDefaultsChain refused(List<Problem> problems) {
            throw new AssertionError(problems.toString());
          }
        });
  }
}

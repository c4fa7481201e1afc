package remediator.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Bad policies and every message each of them has to give. */
class PolicyProblemsTest {
  static final String HEAD =
      """
      format_version: "1.0"
      name: mine
      title: t
      description: d
      """;

  static final String REMEDY =
      """
      remedies:
        - parameter: cgroup.memory=nokmem
          when:
            - understood_by: kernels_that_matter
      """;

  static final String KEYS =
      "format_version, name, title, description, remedies, ensure_absent, otherwise, report_only";

  private static final String CONDITIONS =
      "understood_by, memory_controller, runtime_present, runtime_absent, distribution,"
          + " distribution_not, cgroup_mode, kernel_release";

  private static final String PARAMETER =
      "expected a boot parameter such as \"cgroup.memory=nokmem\": NAME or NAME=VALUE, one value, no"
          + " blanks, quotes or commas";

  private static final String YAML =
      "expected valid YAML; a text that begins with a sign or holds \": \" needs quotes";

  /** A text and every message it has to give, in order. */
  private record Bad(String name, String text, List<String> messages) {}

  private static Bad bad(String name, String text, String... messages) {
    return new Bad(name, text, List.of(messages));
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeHasItsPlaceAndWhatWasExpected() {
    return Stream.of(shape(), values(), conditions(), syntax())
        .flatMap(List::stream)
        .map(
            bad ->
                DynamicTest.dynamicTest(
                    bad.name(), () -> assertEquals(bad.messages(), problems(bad.text()))));
  }

  private static List<Bad> shape() {
    return List.of(
        bad("empty", "", "p.yaml:1:1: nothing; expected a policy"),
        bad("only a comment", "# x\n", "p.yaml:1:1: nothing; expected a policy"),
        bad(
            "a word",
            "hello\n",
            "p.yaml:1:1: the text \"hello\"; expected a policy with the keys " + KEYS),
        bad("a list", "- a\n", "p.yaml:1:1: a list; expected a policy with the keys " + KEYS),
        bad(
            "misspelt key, told once",
            HEAD + REMEDY.replace("remedies", "remedeis"),
            "p.yaml:5:1: unknown key \"remedeis\" in a policy; expected one of "
                + KEYS
                + " (nearest: \"remedies\")"),
        bad(
            "foreign key",
            HEAD + REMEDY + "severity: high\n",
            "p.yaml:9:1: unknown key \"severity\" in a policy; expected one of " + KEYS),
        bad(
            "key twice",
            HEAD + REMEDY + "name: other\n",
            "p.yaml:9:1: a second name in a policy; expected each key once"),
        bad(
            "key that is a list",
            HEAD + REMEDY + "? [a]\n: b\n",
            "p.yaml:9:3: a key that is a list; expected a word"),
        bad(
            "missing keys and an empty list at once",
            "format_version: \"1.0\"\nremedies: []\n",
            "p.yaml:1:1: a policy without name; expected the key name",
            "p.yaml:1:1: a policy without title; expected the key title",
            "p.yaml:1:1: a policy without description; expected the key description",
            "p.yaml:2:11: remedies has 0 items; expected between 1 and 64 remedies"),
        bad(
            "nothing asked",
            HEAD,
            "p.yaml:1:1: a policy that asks for nothing; expected remedies or ensure_absent"),
        bad(
            "remedy without conditions",
            HEAD + "remedies:\n  - parameter: a=b\n",
            "p.yaml:6:5: a remedy without when; expected the key when"),
        bad(
            "same remedy twice",
            HEAD + REMEDY + REMEDY.lines().skip(1).map(l -> l + "\n").reduce("", String::concat),
            "p.yaml:9:16: a second remedy cgroup.memory=nokmem; expected each parameter once"),
        bad(
            "wanted and unwanted",
            HEAD + REMEDY + "ensure_absent: [cgroup.memory=nokmem]\n",
            "p.yaml:9:17: cgroup.memory=nokmem is a remedy and ought to be absent; expected one of"
                + " the two"));
  }

  private static List<Bad> values() {
    return List.of(
        bad(
            "version as a number",
            HEAD.replace("\"1.0\"", "1.0") + REMEDY,
            "p.yaml:1:17: format_version is the number 1.0; expected 1.0, as text (in quotes)"),
        bad(
            "version of the future",
            HEAD.replace("1.0", "2.0") + REMEDY,
            "p.yaml:1:17: format_version is \"2.0\"; expected 1.0"),
        bad(
            "name with a blank",
            HEAD.replace("mine", "My Policy") + REMEDY,
            "p.yaml:2:7: name is \"My Policy\"; expected lower-case letters, digits and dashes"),
        bad(
            "title over two lines",
            HEAD.replace("title: t", "title: \"a\\nb\"") + REMEDY,
            "p.yaml:3:8: title is \"a\nb\"; expected one line of at most 120 characters"),
        bad(
            "description that is nothing",
            HEAD.replace("description: d", "description:") + REMEDY,
            "p.yaml:4:13: description is nothing; expected text of at most 4000 characters"),
        bad(
            "unknown word",
            HEAD + REMEDY + "otherwise: refused\n",
            "p.yaml:9:12: otherwise is \"refused\"; expected one of refuse, none (nearest:"
                + " \"refuse\")"),
        bad(
            "yes is no truth",
            HEAD + REMEDY + "report_only: yes\n",
            "p.yaml:9:14: report_only is the text \"yes\"; expected true or false"),
        bad(
            "a word for a list",
            HEAD + "ensure_absent: cgroup_disable=memory\n",
            "p.yaml:5:16: ensure_absent is the text \"cgroup_disable=memory\"; expected a list of"
                + " boot parameters"),
        bad(
            "parameters that no line can hold",
            HEAD
                + """
                ensure_absent:
                  - ""
                  - "a b"
                  - "a=\\"b\\""
                  - "a\\tb"
                  - a=b,c
                  - "a='b'"
                  - =b
                  - $(reboot)
                  - 12
                """,
            "p.yaml:6:5: a parameter of ensure_absent is \"\"; " + PARAMETER,
            "p.yaml:7:5: a parameter of ensure_absent is \"a b\"; " + PARAMETER,
            "p.yaml:8:5: a parameter of ensure_absent is \"a=\"b\"\"; " + PARAMETER,
            "p.yaml:9:5: a parameter of ensure_absent is \"a\tb\"; " + PARAMETER,
            "p.yaml:10:5: a parameter of ensure_absent is \"a=b,c\"; " + PARAMETER,
            "p.yaml:11:5: a parameter of ensure_absent is \"a='b'\"; " + PARAMETER,
            "p.yaml:12:5: a parameter of ensure_absent is \"=b\"; " + PARAMETER,
            "p.yaml:13:5: a parameter of ensure_absent is \"$(reboot)\"; " + PARAMETER,
            "p.yaml:14:5: a parameter of ensure_absent is the number 12; "
                + PARAMETER
                + ", as text (in quotes)"));
  }

  private static List<Bad> conditions() {
    String when = HEAD + "remedies:\n  - parameter: a=b\n    when:\n";
    String asked = when + "      - understood_by: kernels_that_matter\n";
    return List.of(
        bad(
            "no kernel is asked",
            when + "      - memory_controller: needed\n",
            "p.yaml:8:7: a remedy that no kernel is asked about; expected the condition"
                + " \"understood_by: kernels_that_matter\""),
        bad(
            "all mistakes at once",
            asked
                + """
                      - understood_by: kernels_that_mater
                      - memory_controler: needed
                      - runtime_absent: kubelet
                      - runtime_present: [dockre, [podman]]
                      - distribution: [CentOS, 7]
                      - cgroup_mode: [v1, 2]
                      - kernel_release: ["3.10"]
                      - nonsense
                """,
            "p.yaml:9:24: understood_by is \"kernels_that_mater\"; expected one of"
                + " kernels_that_matter, all_bootable_kernels (nearest: \"kernels_that_matter\")",
            "p.yaml:10:9: unknown condition \"memory_controler\"; expected one of "
                + CONDITIONS
                + " (nearest: \"memory_controller\")",
            "p.yaml:11:25: runtime_absent is the text \"kubelet\"; expected a list of runtimes",
            "p.yaml:12:27: a runtime of runtime_present is \"dockre\"; expected one of docker,"
                + " containerd, cri-o, podman, kubelet, k3s, lxd (nearest: \"docker\")",
            "p.yaml:12:35: a runtime of runtime_present is a list; expected one of docker,"
                + " containerd, cri-o, podman, kubelet, k3s, lxd",
            "p.yaml:13:24: an ID of distribution is \"CentOS\"; expected an os-release ID such as"
                + " \"centos\"",
            "p.yaml:13:32: an ID of distribution is the number 7; expected an os-release ID such as"
                + " \"centos\", as text (in quotes)",
            "p.yaml:14:27: a mode of cgroup_mode is the number 2; expected one of v1, v2, hybrid,"
                + " none, as text (in quotes)",
            "p.yaml:15:26: a bound of kernel_release is \"3.10\"; expected a sign and a release,"
                + " such as \">=3.10.0-1062.el7\"",
            "p.yaml:16:9: the text \"nonsense\"; expected a condition \"key: value\"; its key is"
                + " one of "
                + CONDITIONS),
        bad(
            "two keys in one condition",
            asked + "        memory_controller: needed\n",
            "p.yaml:9:9: a condition of 2 keys; expected one key in each item of the list"),
        bad(
            "no key in a condition",
            asked + "      - {}\n",
            "p.yaml:9:9: a condition of 0 keys; expected one key in each item of the list"));
  }

  private static List<Bad> syntax() {
    return List.of(
        bad(
            "tab",
            HEAD + "\tx: y\n",
            "p.yaml:5:1: a tab; expected spaces: YAML is never indented" + " with tabs"),
        bad(
            "indentation",
            HEAD + "remedies:\n  - parameter: a=b\n   when: x\n",
            "p.yaml:7:4: not YAML: expected <block end>, but found '<block mapping start>'; expected"
                + " the same indentation as the lines it belongs to"),
        bad(
            "sign without quotes",
            "a: >=3\n",
            "p.yaml:1:5: not YAML: expected chomping or indentation indicators, but found =(61); "
                + YAML),
        bad(
            "colon in a text",
            "title: a: b\n",
            "p.yaml:1:9: not YAML: mapping values are not allowed here; " + YAML),
        bad(
            "quote that stays open",
            "a: \"b\n",
            "p.yaml:2:1: not YAML: found unexpected end of stream; " + YAML),
        bad(
            "bytes that are not UTF-8",
            "a: b\nb: \u00ff\n",
            "p.yaml:2:4: bytes that are not UTF-8; expected UTF-8 text"),
        bad(
            "control character",
            "a: b\nb: c\u0001\n",
            "p.yaml:2:5: a control character; expected printable text"),
        bad(
            "anchor",
            "a: &x b\n",
            "p.yaml:1:4: an anchor; expected none: a policy has no anchors and aliases"),
        bad(
            "alias",
            "a: *x\n",
            "p.yaml:1:4: an alias; expected the text itself: a policy has no anchors and aliases"),
        bad(
            "tag",
            "a: !!java.net.URL [b]\n",
            "p.yaml:1:4: the tag tag:yaml.org,2002:java.net.URL; expected none: a policy has no"
                + " tags"),
        bad(
            "tag of a word",
            "a: !x b\n",
            "p.yaml:1:4: the tag !x; expected none: a policy has no tags"),
        bad(
            "second document",
            HEAD + REMEDY + "---\na: b\n",
            "p.yaml:9:1: a second document; expected one policy in a file"));
  }

  static List<String> problems(String text) {
    return PolicyReader.parse("p.yaml", text)
        .match(
            good -> {
              throw new AssertionError("no problem was found: " + good.policy());
            },
            bad -> bad.problems().stream().map(Problem::text).toList());
  }
}

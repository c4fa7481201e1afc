package remediator.kernel;

import java.util.Optional;

/**
 * One wish for a command line: a parameter that is to be there, to be gone, or to be the only one
 * of its name.
 *
 * <p>The text of a wish is one word as it would stand on the line: {@code quiet}, {@code
 * console=ttyS0,115200}, {@code cgroup.memory=nokmem}, {@code foo="a b"}. It holds printable ASCII
 * only, and neither {@code '} nor {@code \} nor a double quote other than those around the value:
 * GRUB cannot hand these to a kernel unchanged (grub-core/lib/cmdline.c puts a backslash before
 * each, which the kernel takes literally).
 */
public sealed interface ParameterRequest {
  /** The parameter that is spoken of. */
  ParameterName name();

  /** The wish as an operator would write it. */
  String text();

  /** Calls the case that applies. */
  <R> R match(Cases<R> cases);

  /** One function for each kind of wish. */
  interface Cases<R> {
    /** The parameter is to be there. */
    R add(Add add);

    /** The parameter with exactly this value is to be gone. */
    R remove(Remove remove);

    /** Every occurrence of the name is to be gone. */
    R removeEvery(RemoveEvery removeEvery);

    /** The parameter is to be there once, with this value. */
    R set(Set set);
  }

  /**
   * The parameter is to be there: a token of a comma list joins the list, any other parameter is
   * appended unless it is there with this value.
   */
  record Add(ParameterName name, Optional<String> value) implements ParameterRequest {
    /** Checks that the word can be written. */
    public Add {
      ParameterWord.check(name, value);
    }

    @Override
    public String text() {
      return ParameterWord.text(name, value);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.add(this);
    }
  }

  /**
   * The parameter with exactly this value is to be gone, every occurrence of it; without a value:
   * the bare flag. Of a comma list only the named tokens go.
   */
  record Remove(ParameterName name, Optional<String> value) implements ParameterRequest {
    /** Checks that the word can be written. */
    public Remove {
      ParameterWord.check(name, value);
    }

    @Override
    public String text() {
      return ParameterWord.text(name, value);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.remove(this);
    }
  }

  /** Every occurrence of the name is to be gone, whatever its value; written {@code name=*}. */
  record RemoveEvery(ParameterName name) implements ParameterRequest {
    /** Checks that the word can be written. */
    public RemoveEvery {
      ParameterWord.check(name, Optional.empty());
    }

    @Override
    public String text() {
      return name.text() + "=*";
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.removeEvery(this);
    }
  }

  /** The parameter is to be there once, with this value, where its first occurrence stands. */
  record Set(ParameterName name, Optional<String> value) implements ParameterRequest {
    /** Checks that the word can be written. */
    public Set {
      ParameterWord.check(name, value);
    }

    @Override
    public String text() {
      return ParameterWord.text(name, value);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.set(this);
    }
  }

  /**
   * Reads what is to be added.
   *
   * @throws IllegalArgumentException with a message for the operator when it is not one word
   */
  static ParameterRequest add(String word) {
    Parameter parameter = ParameterWord.parse(word);
    return new Add(parameter.name(), parameter.value());
  }

  /**
   * Reads what is to be removed; {@code name=*} means every occurrence of the name.
   *
   * @throws IllegalArgumentException with a message for the operator when it is not one word
   */
  static ParameterRequest remove(String word) {
    Parameter parameter = ParameterWord.parse(word);
    return parameter.value().equals(Optional.of("*"))
        ? new RemoveEvery(parameter.name())
        : new Remove(parameter.name(), parameter.value());
  }

  /**
   * Reads what is to be set.
   *
   * @throws IllegalArgumentException with a message for the operator when it is not one word
   */
  static ParameterRequest set(String word) {
    Parameter parameter = ParameterWord.parse(word);
    return new Set(parameter.name(), parameter.value());
  }
}

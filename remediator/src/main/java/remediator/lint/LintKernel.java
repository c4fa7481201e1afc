package remediator.lint;

import java.util.Optional;
import java.util.Set;
import remediator.fact.Fact;
import remediator.fact.InstalledKernel;
import remediator.kernel.ParameterName;
import remediator.kernelimage.Vocabulary;
import remediator.kernelimage.Vocabulary.Knowledge;

/**
 * A kernel of the host, and what it can be asked.
 *
 * @param vocabulary what its image says it knows
 * @param modules the modules that can be loaded into it, canonical names; what modprobe(8) finds of
 *     theirs on the command line is theirs
 */
public record LintKernel(
    InstalledKernel kernel, Fact<Vocabulary> vocabulary, Fact<Set<String>> modules) {
  /** MODULE_NAME_LEN of include/linux/moduleparam.h, 64 bytes less a word. */
  private static final int MODULE_NAME_MAX = 56;

  public String release() {
    return kernel.release();
  }

  /** True when it runs, boots next, or is the newest. */
  public boolean counts() {
    return kernel.running() || kernel.matters();
  }

  /** True when a line that is meant for every kernel is meant for this one. */
  boolean getsEveryLine() {
    return !kernel.rescue() && (kernel.bootable() || counts());
  }

  /** What its image says of a word, whatever its modules make of it. */
  Knowledge image(ParameterName name, Optional<String> value) {
    return vocabulary.optional().map(all -> all.word(name.text(), value)).orElse(Knowledge.UNTOLD);
  }

  /** The same with its modules: a name it does not have may be one of theirs. */
  Knowledge word(ParameterName name, Optional<String> value) {
    Knowledge told = image(name, value);
    Optional<String> module = module(name);
    if (told == Knowledge.KNOWN || module.isEmpty() || isBuiltIn(module.get())) {
      return told;
    }
    if (loads(module.get())) {
      return Knowledge.KNOWN;
    }
    return told == Knowledge.UNKNOWN && !modules.isKnown() ? Knowledge.UNTOLD : told;
  }

  /**
   * What becomes of a token of a comma list. Where there is no image, what else is known of the
   * remedies decides.
   */
  Knowledge token(ParameterName name, String token) {
    return vocabulary
        .optional()
        .map(all -> all.token(name.text(), token))
        .orElseGet(() -> bySupport(name.canonical() + "=" + token));
  }

  private Knowledge bySupport(String remedy) {
    return kernel
        .support(remedy)
        .map(
            verdict ->
                verdict.match(
                    understood -> Knowledge.KNOWN,
                    ignored -> Knowledge.UNKNOWN,
                    unknown -> Knowledge.UNTOLD))
        .orElse(Knowledge.UNTOLD);
  }

  /** True when the word is a parameter of a module that this kernel can load. */
  boolean isForModule(ParameterName name, Optional<String> value) {
    return image(name, value) != Knowledge.KNOWN
        && module(name).filter(module -> !isBuiltIn(module) && loads(module)).isPresent();
  }

  /** The part before the first dot, as modules are called. */
  static Optional<String> module(ParameterName name) {
    int dot = name.text().indexOf('.');
    return dot > 0 && dot <= MODULE_NAME_MAX
        ? Optional.of(name.canonical().substring(0, dot))
        : Optional.empty();
  }

  private boolean loads(String module) {
    return modules.optional().filter(all -> all.contains(module)).isPresent();
  }

  private boolean isBuiltIn(String module) {
    return vocabulary.optional().filter(all -> all.hasPrefix(module)).isPresent();
  }
}

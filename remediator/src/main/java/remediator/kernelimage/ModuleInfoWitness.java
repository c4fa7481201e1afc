package remediator.kernelimage;

import java.util.HashSet;
import java.util.Set;
import remediator.kernel.ParameterName;
import remediator.kernelimage.SupportEvidence.Says;

/**
 * What the build wrote of built-in modules as a witness: it can only say that a module's parameter
 * exists, never that one does not.
 *
 * <p>{@code modules.builtin.modinfo} holds {@code MODULE.parm=NAME:TEXT} and {@code
 * MODULE.parmtype=NAME:TYPE}, each ended by NUL (include/linux/module.h, scripts/Makefile.vmlinux,
 * since 5.2). It lacks every {@code __setup}, {@code early_param} and {@code core_param}; and its
 * MODULE is the object's name, not the prefix that the parameter has: {@code tree.blimit} is {@code
 * rcutree.blimit} on a command line. Such objects are never modules, so only names that {@code
 * modules.builtin} lists are believed.
 *
 * @param parameters {@code MODULE.NAME}
 */
public record ModuleInfoWitness(String source, Set<ParameterName> parameters) implements Witness {
  private static final String PARAMETER = ".parm=";
  private static final String PARAMETER_TYPE = ".parmtype=";
  private static final String MODULE_SUFFIX = ".ko";

  public ModuleInfoWitness {
    parameters = Set.copyOf(parameters);
  }

  /**
   * Reads the two files.
   *
   * @param modinfo of modules.builtin.modinfo
   * @param builtin of modules.builtin: a path of a module per line, {@code kernel/fs/ext4/ext4.ko}
   */
  public static ModuleInfoWitness parse(String source, String modinfo, String builtin) {
    Set<ParameterName> modules = new HashSet<>();
    builtin
        .lines()
        .map(ModuleInfoWitness::moduleOf)
        .forEach(name -> modules.add(new ParameterName(name)));
    Set<ParameterName> parameters = new HashSet<>();
    for (int from = 0; from < modinfo.length(); ) {
      int nul = modinfo.indexOf('\0', from);
      int end = nul < 0 ? modinfo.length() : nul;
      add(modinfo.substring(from, end), modules, parameters);
      from = end + 1;
    }
    return new ModuleInfoWitness(source, parameters);
  }

  @Override
  public SupportEvidence answer(WantedParameter wanted) {
    if (!parameters.contains(new ParameterName(wanted.parameter()))) {
      return evidence(
          Says.NOTHING, "", "it lists parameters of built-in modules only; this is none of them");
    }
    return wanted.token().isEmpty()
        ? evidence(Says.UNDERSTOOD, wanted.parameter(), "a built-in module of this kernel has it")
        : evidence(
            Says.NOTHING,
            wanted.parameter(),
            "a built-in module has the parameter; whether it takes this value is not said");
  }

  private static String moduleOf(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.endsWith(MODULE_SUFFIX)
        ? file.substring(0, file.length() - MODULE_SUFFIX.length())
        : file;
  }

  private static void add(String entry, Set<ParameterName> modules, Set<ParameterName> parameters) {
    int typed = entry.indexOf(PARAMETER_TYPE);
    int at = typed >= 0 ? typed : entry.indexOf(PARAMETER);
    int name = at + (typed >= 0 ? PARAMETER_TYPE : PARAMETER).length();
    int colon = entry.indexOf(':', name);
    if (at > 0 && colon > name && modules.contains(new ParameterName(entry.substring(0, at)))) {
      parameters.add(
          new ParameterName(entry.substring(0, at) + "." + entry.substring(name, colon)));
    }
  }

  private SupportEvidence evidence(Says says, String excerpt, String reason) {
    return new SupportEvidence(
        Rung.MODULE_INFO, says, source, excerpt, reason, Confidence.INFERRED);
  }
}

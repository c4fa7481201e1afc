package remediator.kernelimage;

import java.util.List;
import java.util.Optional;
import remediator.kernelimage.SupportEvidence.Says;

/**
 * From symbols to answers.
 *
 * <p>{@code __setup("cgroup.memory=", cgroup_memory)} defines the string {@code
 * __setup_str_cgroup_memory} and names the function {@code cgroup_memory} (include/linux/init.h,
 * 3.10.0-1062.el7:239 and 6.18:331). Each token sets one static variable of mm/memcontrol.c: {@code
 * cgroup_memory_nokmem} (3.10.0-1062.el7:74, 4.19:88, 6.18:93), likewise {@code nosocket} and
 * {@code nobpf}. So:
 *
 * <ul>
 *   <li>the variable is there: the token is understood;
 *   <li>the parameter is there, the variable is not, other variables of the controller are: the
 *       parameter is known, the token is dropped;
 *   <li>the parameter's string is not there, those of other parameters are, and the table goes on
 *       beyond them: the parameter is dropped. Measured: 3.10.65 lists {@code
 *       __setup_str_cgroup_disable} and not {@code __setup_str_cgroup_memory}, and leaks on;
 *   <li>anything else proves nothing: a stub (Debian's System.map), a kallsyms without
 *       CONFIG_KALLSYMS_ALL, a table cut short.
 * </ul>
 *
 * {@code cgroup_disable=memory} needs the parameter and a controller of that name: {@code
 * mem_cgroup_subsys} before 3.15, {@code memory_cgrp_subsys} since.
 */
final class SymbolInference {
  private static final List<String> TOKENS = List.of("nokmem", "nosocket", "nobpf");
  private static final List<String> CONTROLLER = List.of("mem_cgroup_subsys", "memory_cgrp_subsys");

  private final SymbolWitness witness;
  private final SymbolTable table;
  private final WantedParameter wanted;

  private SymbolInference(SymbolWitness witness, WantedParameter wanted) {
    this.witness = witness;
    this.table = witness.table();
    this.wanted = wanted;
  }

  static SupportEvidence answer(SymbolWitness witness, WantedParameter wanted) {
    SymbolInference inference = new SymbolInference(witness, wanted);
    if (wanted.names("cgroup.memory")) {
      return inference.aboutAccounting();
    }
    return wanted.names("cgroup_disable")
        ? inference.aboutDisabling()
        : inference.nothing("it is not known which symbol stands for " + wanted);
  }

  private SupportEvidence aboutAccounting() {
    Optional<String> parameter = any(List.of("__setup_str_cgroup_memory", "cgroup_memory"));
    if (wanted.token().isPresent() && !TOKENS.contains(wanted.token().get())) {
      return parameter.isEmpty()
          ? absentParameter("__setup_str_cgroup_memory")
          : nothing("it is not known which symbol stands for the token of " + wanted);
    }
    String variable = "cgroup_memory_" + wanted.token().orElse("");
    Optional<String> present = wanted.token().isPresent() ? table.line(variable) : parameter;
    if (present.isPresent()) {
      return says(Says.UNDERSTOOD, present.get(), "this kernel has the code for " + wanted);
    }
    return parameter.isPresent()
        ? absentToken(parameter.get(), variable)
        : absentParameter("__setup_str_cgroup_memory");
  }

  private SupportEvidence aboutDisabling() {
    Optional<String> parameter = any(List.of("__setup_str_cgroup_disable", "cgroup_disable"));
    if (parameter.isEmpty()) {
      return absentParameter("__setup_str_cgroup_disable");
    }
    if (wanted.token().isEmpty()) {
      return says(Says.UNDERSTOOD, parameter.get(), "this kernel has the code for " + wanted);
    }
    if (!wanted.token().get().equals("memory")) {
      return nothing(
          "the parameter is known; whether it knows the token cannot be told from symbols");
    }
    Optional<String> controller = any(CONTROLLER);
    if (controller.isPresent()) {
      return says(
          Says.UNDERSTOOD,
          parameter.get() + "; " + controller.get(),
          "this kernel has the parameter and the memory controller");
    }
    return table.listsParameters()
        ? says(
            Says.IGNORED,
            parameter.get(),
            "this kernel has the parameter, and no memory controller to disable: "
                + String.join(" and ", CONTROLLER)
                + " are both missing")
        : nothing("the parameter is known; the table does not list data, where the controller is");
  }

  private SupportEvidence absentToken(String parameter, String variable) {
    return table.listsMemoryControllerData()
        ? says(
            Says.IGNORED,
            parameter,
            "this kernel has the parameter without the token: there is no "
                + variable
                + " among the controller's variables")
        : nothing(
            "the parameter is known; the table does not list the variables that stand for its tokens");
  }

  private SupportEvidence absentParameter(String symbol) {
    if (!table.listsParameters()) {
      return nothing(
          "there is no "
              + symbol
              + ", which proves nothing: the table does not list start-up data (a stub, a kernel"
              + " without CONFIG_KALLSYMS_ALL, or a table cut short)");
    }
    return says(
        Says.IGNORED,
        "%d boot parameters are listed, %s is not".formatted(table.setupStrings(), symbol),
        "this kernel has no code for " + wanted + ": it drops it silently");
  }

  private Optional<String> any(List<String> symbols) {
    return symbols.stream().map(table::line).flatMap(Optional::stream).findFirst();
  }

  private SupportEvidence nothing(String reason) {
    return says(Says.NOTHING, "", reason);
  }

  private SupportEvidence says(Says says, String excerpt, String reason) {
    return new SupportEvidence(
        witness.rung(), says, witness.source(), excerpt, reason, Confidence.VERIFIED);
  }
}

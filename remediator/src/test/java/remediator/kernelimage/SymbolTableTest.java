package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import remediator.kernelimage.SupportEvidence.Says;

final class SymbolTableTest {
  private static final String DISABLE = "ffffffff8147d38a d __setup_str_cgroup_disable\n";
  private static final String CONTROLLER = "ffffffff813e6ee0 D memory_cgrp_subsys\n";
  private static final String MEMORY = "ffffffff8147d399 d __setup_str_cgroup_memory\n";
  private static final String BSS = "ffffffff81507620 B memcg_kmem_enabled_key\n";
  private static final String NOKMEM = "ffffffff81507640 b cgroup_memory_nokmem\n";

  @Test
  void theTokensVariableProvesTheToken() {
    assertSays(Says.UNDERSTOOD, "cgroup.memory=nokmem", CONTROLLER + MEMORY + BSS + NOKMEM);
  }

  @Test
  void aVariableRenamedByLinkTimeOptimisationIsTheSame() {
    assertSays(Says.UNDERSTOOD, "cgroup.memory=nokmem", "0 b cgroup_memory_nokmem.llvm.1234\n");
  }

  @Test
  void namesAreShownToEveryoneAddressesAreNot() {
    assertSays(Says.UNDERSTOOD, "cgroup.memory=nokmem", "0000000000000000 b cgroup_memory_nokmem");
  }

  @Test
  void theParameterWithoutTheVariableDropsTheToken() {
    assertSays(Says.IGNORED, "cgroup.memory=nobpf", CONTROLLER + MEMORY + BSS + NOKMEM);
  }

  @Test
  void theHandlerAloneProvesTheParameterAndNotTheToken() {
    String text = "ffffffff81632503 t cgroup_memory\nffffffff8162b19a t cgroup_disable\n";
    assertSays(Says.UNDERSTOOD, "cgroup.memory", text);
    assertSays(Says.NOTHING, "cgroup.memory=nokmem", text);
    assertSays(Says.UNDERSTOOD, "cgroup_disable", text);
    assertSays(Says.NOTHING, "cgroup_disable=memory", text);
  }

  @Test
  void otherParametersAndWhatFollowsThemMakeAbsenceProof() {
    assertSays(Says.IGNORED, "cgroup.memory=nokmem", CONTROLLER + DISABLE + BSS);
    assertSays(Says.IGNORED, "cgroup.memory=bogus", CONTROLLER + DISABLE + BSS);
  }

  @Test
  void aTableCutBeforeTheMemoryControllersTurnProvesNothing() {
    assertSays(Says.NOTHING, "cgroup.memory=nokmem", CONTROLLER + DISABLE);
  }

  @Test
  void aTableWithoutStartUpDataProvesNothing() {
    assertSays(Says.NOTHING, "cgroup.memory=nokmem", "ffffffff81000000 T _text\n" + BSS);
    assertSays(Says.NOTHING, "cgroup_disable=memory", "ffffffff81000000 T _text\n" + BSS);
  }

  @Test
  void debiansStubProvesNothing() {
    String stub =
        "ffffffffffffffff B The real System.map is in the linux-image-<version>-dbg package\n";
    assertSays(Says.NOTHING, "cgroup.memory=nokmem", stub);
    assertSays(Says.NOTHING, "cgroup_disable=memory", stub);
  }

  @Test
  void nothingProvesNothing() {
    assertSays(Says.NOTHING, "cgroup.memory=nokmem", "");
  }

  @Test
  void disablingNeedsTheControllerToo() {
    assertSays(Says.UNDERSTOOD, "cgroup_disable=memory", CONTROLLER + DISABLE + BSS);
    assertSays(Says.IGNORED, "cgroup_disable=memory", DISABLE + "ffffffff81507620 B jiffies\n");
  }

  @Test
  void controllersOtherThanMemoryCannotBeTold() {
    assertSays(Says.NOTHING, "cgroup_disable=cpu", CONTROLLER + DISABLE + BSS);
  }

  @Test
  void aParameterWithoutAKnownSymbolCannotBeTold() {
    assertSays(Says.NOTHING, "quiet", CONTROLLER + DISABLE + BSS);
  }

  @Test
  void symbolsOfModulesAreNotTheKernels() {
    assertSays(
        Says.IGNORED,
        "cgroup.memory=nokmem",
        DISABLE + BSS + "ffffffffc0000000 b cgroup_memory_nokmem\t[evil]\n");
  }

  @Test
  void linesThatAreNoSymbolsAreSkipped() {
    SymbolTable table = scan("\n \nx\n  b cgroup_memory_nokmem\n0 bb cgroup_memory_nokmem\n0 b\n");
    assertEquals(Map.of(), table.found());
    assertEquals(6, table.lines());
  }

  @Test
  void theSymbolsLineIsTheEvidence() {
    assertEquals(Optional.of(NOKMEM.strip()), scan(NOKMEM).line("cgroup_memory_nokmem"));
  }

  @Test
  void aTableLongerThanTheBoundIsCutAndProvesNoAbsence() {
    Iterator<String> endless =
        Stream.concat(
                Stream.of(DISABLE.strip(), BSS.strip()),
                Collections.nCopies((int) SymbolTable.LINES_MAX, "0 t x").stream())
            .iterator();
    SymbolTable table = SymbolTable.scan(endless);
    assertTrue(table.cut());
    assertEquals(SymbolTable.LINES_MAX, table.lines());
    assertEquals(false, table.listsParameters());
  }

  private static void assertSays(Says says, String wanted, String text) {
    SupportEvidence evidence =
        new SymbolWitness(Rung.SYSTEM_MAP, "/boot/System.map", scan(text))
            .answer(WantedParameter.parse(wanted).orElseThrow());
    assertEquals(says, evidence.says(), evidence.reason());
  }

  private static SymbolTable scan(String text) {
    return SymbolTable.scan(text.lines().iterator());
  }
}

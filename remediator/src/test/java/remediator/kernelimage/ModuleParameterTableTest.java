package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModuleParameterTableTest {
  private static final int EM_386 = 3;

  @ParameterizedTest
  @CsvSource({"8, new", "8, middle", "8, old", "4, new", "4, middle", "4, old"})
  void everyLayoutIsRead(int wordBytes, String layout) throws UnreadableImageException {
    List<String> names = names(ModuleParameterTable.ROWS_MIN);
    assertEquals(Optional.of(names), read(wordBytes, layout, names));
  }

  @Test
  void tooFewRowsAreNoTable() throws UnreadableImageException {
    List<String> names = names(ModuleParameterTable.ROWS_MIN - 1);
    assertEquals(Optional.empty(), read(8, "new", names));
  }

  @Test
  void namesWithoutAModuleAreNotBelieved() throws UnreadableImageException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      names.add(i < 20 ? "module.p" + i : "core" + i);
    }
    assertEquals(Optional.empty(), read(8, "new", names));
    names.add("module.p40");
    names.add("module.p41");
    assertEquals(Optional.of(names), read(8, "new", names));
  }

  @Test
  void twoTablesOfLikeLengthAreNone() throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    write(kernel, "new", names(30));
    write(kernel, "new", names(31));
    kernel.table();
    assertEquals(
        Optional.empty(), PlainKernel.read(kernel.elf(PlainKernel.EM_X86_64)).moduleParameters());
  }

  private static List<String> names(int count) {
    List<String> names = new ArrayList<>(List.of("panic", "initcall_debug"));
    for (int i = 2; i < count; i++) {
      names.add("module.parameter" + i);
    }
    return names;
  }

  private static Optional<List<String>> read(int wordBytes, String layout, List<String> names)
      throws UnreadableImageException {
    PlainKernel kernel =
        new PlainKernel(
                wordBytes,
                ByteOrder.LITTLE_ENDIAN,
                wordBytes == 8 ? 0xffffffff81000000L : 0xc1000000L)
            .core();
    write(kernel, layout, names);
    kernel.table();
    int machine = wordBytes == 8 ? PlainKernel.EM_X86_64 : EM_386;
    return PlainKernel.read(kernel.elf(machine)).moduleParameters();
  }

  private static void write(PlainKernel kernel, String layout, List<String> names) {
    long data = kernel.align().bytes(new byte[8]);
    long[] texts = names.stream().mapToLong(kernel::text).toArray();
    kernel.align().word(-1);
    kernel.align();
    for (long text : texts) {
      kernel.word(text);
      switch (layout) {
        case "new" -> {
          kernel.word(0);
          kernel.word(data);
          kernel.word(0x00ff01a4);
        }
        case "middle" -> {
          kernel.word(data);
          kernel.word(0x000001a4);
        }
        default -> {
          kernel.word(0x000001a4);
          kernel.word(data);
          kernel.word(data);
        }
      }
      kernel.word(data);
    }
    kernel.word(-1);
  }
}

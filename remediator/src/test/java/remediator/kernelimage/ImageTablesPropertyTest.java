package remediator.kernelimage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

final class ImageTablesPropertyTest {
  @Property(tries = 50)
  void everyTableIsReadAsItWasMade(
      @ForAll @Size(max = 60)
          List<@CharRange(from = '!', to = '~') @StringLength(min = 1, max = 80) String> names)
      throws UnreadableImageException {
    PlainKernel kernel = PlainKernel.x86();
    names.forEach(name -> kernel.row(name, name.length() % 2 == 0));
    kernel.table();

    List<String> expected = new ArrayList<>(PlainKernel.CORE);
    expected.addAll(names);
    assertEquals(expected, PlainKernel.names(PlainKernel.read(kernel.elf(PlainKernel.EM_X86_64))));
  }
}

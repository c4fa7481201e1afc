package remediator.kernelimage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the tables of a kernel out of its plain bytes, without symbols.
 *
 * <p>What was read is believable or the image is unreadable: one table of boot parameters with the
 * names that every kernel has, and nobody who contradicts it.
 */
final class ImageTables {
  private final AddressMap map;
  private final SetupTable setup;
  private final ModuleParameterTable modules;
  private final ControllerNames controllers;

  private ImageTables(AddressMap map, boolean flat) {
    this.map = map;
    this.setup = new SetupTable(map, flat);
    this.modules = new ModuleParameterTable(map);
    this.controllers = new ControllerNames(map);
  }

  /**
   * Reads an unpacked kernel. The image's array may be completed in place: where the kernel would
   * write an address over a zero when it starts, it is written.
   */
  static KernelImage read(PlainImage image, ImageLimits limits) throws UnreadableImageException {
    Optional<VersionBanner> banner = VersionBanner.find(image, limits);
    if (!ElfFile.matches(image.bytes())) {
      return flat(image, banner, limits);
    }
    AddressMap map = ElfFile.map(image.bytes());
    Relocations relocations = Relocations.find(map, limits.timeIsUp());
    relocations.apply(map);
    ImageTables tables = new ImageTables(map, false);
    return tables.image(image, banner, tables.scan(limits), limits);
  }

  private static KernelImage flat(
      PlainImage image, Optional<VersionBanner> banner, ImageLimits limits)
      throws UnreadableImageException {
    UnreadableImageException first =
        new UnreadableImageException("it is no kernel of a kind that can be read");
    for (FlatImage.Candidate candidate : FlatImage.candidates(image, limits.timeIsUp())) {
      candidate.relocations().apply(candidate.map());
      ImageTables tables = new ImageTables(candidate.map(), true);
      try {
        return tables.image(image, banner, tables.scan(limits), limits);
      } catch (UnreadableImageException e) {
        first = e;
      }
    }
    throw first;
  }

  private SetupTable.Run scan(ImageLimits limits) throws UnreadableImageException {
    new TableScan(map, limits.timeIsUp(), setup, modules, controllers).run();
    return setup.table();
  }

  private KernelImage image(
      PlainImage image, Optional<VersionBanner> banner, SetupTable.Run table, ImageLimits limits)
      throws UnreadableImageException {
    HandlerTexts texts = new HandlerTexts(map, handlers(table));
    List<BootParameter> parameters = new ArrayList<>(table.rows());
    SortedMap<String, TokenProof> tokens = new TreeMap<>();
    for (int row = 0; row < table.rows(); row++) {
      int at = table.position() + row * setup.rowBytes();
      String text = setup.text(at);
      parameters.add(new BootParameter(text, isEarly(at), handler(at) == 0, texts.of(handler(at))));
      if (TokenProofs.concerns(text)) {
        tokens.putAll(
            new TokenProofs(image.bytes(), map, texts, limits.timeIsUp()).of(handler(at)));
      }
    }
    return new KernelImage(
        image.wrappings(),
        map.machine().architecture(),
        banner.map(VersionBanner::release),
        banner.map(VersionBanner::line),
        parameters,
        modules.names(),
        tokens,
        controllers(parameters, limits));
  }

  /** A kernel that cannot disable a controller is not asked which it has. */
  private Optional<List<String>> controllers(List<BootParameter> parameters, ImageLimits limits)
      throws UnreadableImageException {
    Optional<List<String>> listed = controllers.names();
    boolean asked = false;
    for (BootParameter parameter : parameters) {
      asked = asked || parameter.text().equals("cgroup_disable=");
    }
    return listed.isPresent() || !asked ? listed : ControllerStructs.find(map, limits.timeIsUp());
  }

  private long[] handlers(SetupTable.Run table) {
    long[] handlers = new long[table.rows()];
    for (int row = 0; row < handlers.length; row++) {
      handlers[row] = handler(table.position() + row * setup.rowBytes());
    }
    return handlers;
  }

  private long handler(int row) {
    return map.word(row + map.machine().wordBytes());
  }

  private boolean isEarly(int row) {
    return map.int32(row + 2 * map.machine().wordBytes()) == 1;
  }
}

package remediator.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.bootloader.GrubLayout;
import remediator.fact.BootFile;
import remediator.file.HostPath;

/**
 * Loader entries of type 1 (Boot Loader Specification), read only: title, kernel, file name.
 *
 * <p>This version recognises them; it does not edit them.
 */
final class LoaderEntries {
  private static final List<HostPath> DIRECTORIES =
      List.of(
          GrubLayout.LOADER_ENTRIES,
          HostPath.of("/boot/efi/loader/entries"),
          HostPath.of("/efi/loader/entries"));

  private static final String SUFFIX = ".conf";

  private final Sources sources;

  LoaderEntries(Sources sources) {
    this.sources = sources;
  }

  /** One entry; {@code id} is the file's name, by which saved_entry means it. */
  record Entry(BootFile file, String id, String title, Optional<String> kernel) {}

  List<Entry> probe() {
    BootFileReader reader = new BootFileReader(sources);
    List<Entry> entries = new ArrayList<>();
    for (HostPath directory : DIRECTORIES) {
      for (String name : sources.namesOrNone(directory)) {
        if (name.endsWith(SUFFIX)) {
          reader
              .read(directory.resolve(name), BootFile.Role.LOADER_ENTRY)
              .optional()
              .map(LoaderEntries::entry)
              .ifPresent(entries::add);
        }
      }
    }
    return entries;
  }

  private static Entry entry(BootFile file) {
    String name = file.path().name();
    String id = name.substring(0, name.length() - SUFFIX.length());
    return new Entry(file, id, value(file, "title").orElse(id), value(file, "linux"));
  }

  private static Optional<String> value(BootFile file, String key) {
    return file.text()
        .orElse("")
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(key + " ") || line.startsWith(key + "\t"))
        .map(line -> line.substring(key.length()).strip())
        .findFirst();
  }
}

package remediator.host;

/** The double keeps the ports' promises. */
final class MemoryHostFilesTest extends WritableFilesContract {
  private final MemoryHostFiles files = MemoryHostFiles.empty();

  @Override
  protected WritableFiles files() {
    return files;
  }

  @Override
  protected void link(String path, String target) {
    files.link(path, target);
  }

  @Override
  protected boolean keepsUserAttributes() {
    return true;
  }
}

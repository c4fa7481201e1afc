package remediator.linux;

import java.io.IOException;

/** Whether native calls are possible; apart from {@link LibC}, whose loading is what may fail. */
final class NativeCode {
  private NativeCode() {}

  /** To be called before any use of {@link LibC}: fails in words where JNA cannot be loaded. */
  static void required() throws IOException {
    try {
      LibC.geteuid();
    } catch (LinkageError e) {
      String remedy = "JNA's native library must lie beside the program's libraries";
      throw new IOException(
          "native calls are not possible here: " + e.getMessage() + "; " + remedy, e);
    }
  }
}

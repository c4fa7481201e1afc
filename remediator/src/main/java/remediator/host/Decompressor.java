package remediator.host;

import java.io.IOException;
import java.io.InputStream;

/**
 * Rotated logs and kernel images as the plain bytes that were compressed.
 *
 * <p>A port, because the decoders are libraries of the outer layers; it takes streams of {@link
 * HostFiles#open} and knows no files itself.
 */
public interface Decompressor {

  /**
   * The plain bytes of {@code content}. The last suffix of {@code fileName} says the format: {@code
   * .gz}, {@code .xz}, {@code .zst}, {@code .bz2}; any other name gives {@code content} as it is.
   *
   * <p>Closing the result closes {@code content}; when this method fails, it is closed already.
   * Errors: {@link IOException} here or while reading when the bytes are not of that format, are
   * torn, or grow beyond the implementation's bounds; the file's name is in the message.
   */
  InputStream plain(String fileName, InputStream content) throws IOException;
}

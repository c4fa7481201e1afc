package remediator.kernelimage;

import java.io.InputStream;
import java.util.Objects;

/** A stream over bytes that knows where it is; without the locks of ByteArrayInputStream. */
final class BytesInput extends InputStream {
  private final byte[] array;
  private final int start;
  private final int end;
  private int next;

  BytesInput(Bytes bytes) {
    array = bytes.array();
    start = bytes.arrayOffset();
    end = start + bytes.length();
    next = start;
  }

  @Override
  public int read() {
    return next < end ? array[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    int count = Math.min(length, end - next);
    if (count == 0) {
      return length == 0 ? 0 : -1;
    }
    System.arraycopy(array, next, into, offset, count);
    next += count;
    return count;
  }

  @Override
  public int available() {
    return end - next;
  }

  /** How many bytes were read. */
  int position() {
    return next - start;
  }
}

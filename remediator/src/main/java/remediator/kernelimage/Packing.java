package remediator.kernelimage;

import java.io.IOException;

/** One of the methods by which kernels are compressed. */
interface Packing {

  /** The method's name, as {@link KernelImage#wrappings} has it. */
  String word();

  /**
   * Whether a stream of this method begins here: more than the magic number is looked at, since
   * streams are also searched for among machine code. Never throws.
   */
  boolean begins(Bytes bytes, int offset);

  /**
   * Unpacks the stream at the start of {@link Unpacking#packed}, to its end, checksums included;
   * what follows it is left alone. Whatever is thrown counts as damage.
   */
  Unpacked unpack(Unpacking unpacking) throws IOException, UnreadableImageException;
}

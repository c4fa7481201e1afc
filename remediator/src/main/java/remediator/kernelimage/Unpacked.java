package remediator.kernelimage;

/**
 * What came out of a compressed stream.
 *
 * @param packedBytes how long the stream was
 */
record Unpacked(Bytes plain, int packedBytes) {}

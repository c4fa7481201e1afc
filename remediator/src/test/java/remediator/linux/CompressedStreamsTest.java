package remediator.linux;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class CompressedStreamsTest {
  private static final byte[] LOG =
      "[    0.000000] Command line: quiet\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);

  // The .xz file format, version 1.2.1: 12 bytes of stream header, then a block header of
  // (first byte + 1) * 4 bytes with one LZMA2 filter, whose property is the dictionary's size.
  private static final int XZ_BLOCK = 12;
  private static final int XZ_DICTIONARY = XZ_BLOCK + 4;
  private static final byte XZ_DICTIONARY_8_MIB = 22;
  private static final byte XZ_DICTIONARY_64_MIB = 28;

  private final CompressedStreams streams = new CompressedStreams(64 << 20);

  /** The four formats, as their own tools would write them. */
  enum Format {
    GZ {
      @Override
      OutputStream into(OutputStream out) throws IOException {
        return new GZIPOutputStream(out);
      }
    },
    XZ {
      @Override
      OutputStream into(OutputStream out) throws IOException {
        return new XZOutputStream(out, new LZMA2Options());
      }
    },
    ZST {
      @Override
      OutputStream into(OutputStream out) throws IOException {
        return new ZstdOutputStream(out);
      }
    },
    BZ2 {
      @Override
      OutputStream into(OutputStream out) throws IOException {
        return new BZip2CompressorOutputStream(out);
      }
    };

    abstract OutputStream into(OutputStream out) throws IOException;

    String fileName() {
      return "messages-1." + name().toLowerCase(java.util.Locale.ROOT);
    }

    byte[] compressed(byte[] plain) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (OutputStream out = into(bytes)) {
        out.write(plain);
      }
      return bytes.toByteArray();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatGivesThePlainBytes(Format format) throws IOException {
    assertArrayEquals(LOG, plain(streams, format, format.compressed(LOG)));
  }

  @ParameterizedTest
  @EnumSource
  void bytesAreTheSameOneByOne(Format format) throws IOException {
    byte[] compressed = format.compressed(new byte[] {0, (byte) 0xff, 'a'});
    try (InputStream in = streams.plain(format.fileName(), new ByteArrayInputStream(compressed))) {
      assertEquals(0, in.read());
      assertEquals(0xff, in.read());
      assertEquals('a', in.read());
      assertEquals(-1, in.read());
    }
  }

  @ParameterizedTest
  @EnumSource
  void concatenatedFilesAreReadToTheEnd(Format format) throws IOException {
    byte[] once = format.compressed(LOG);
    byte[] twice = Arrays.copyOf(once, 2 * once.length);
    System.arraycopy(once, 0, twice, once.length, once.length);
    assertEquals(2 * LOG.length, plain(streams, format, twice).length);
  }

  @ParameterizedTest
  @EnumSource
  void theBoundOnPlainBytesHolds(Format format) throws IOException {
    byte[] compressed = format.compressed(LOG);
    assertEquals(LOG.length, plain(new CompressedStreams(LOG.length), format, compressed).length);
    failsNaming(format, new CompressedStreams(LOG.length - 1), compressed);
  }

  @ParameterizedTest
  @EnumSource
  void aTornFileIsAnError(Format format) throws IOException {
    byte[] compressed = format.compressed(LOG);
    failsNaming(format, streams, Arrays.copyOf(compressed, compressed.length - 1));
    failsNaming(format, streams, Arrays.copyOf(compressed, 1));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotOfTheFormatIsAnError(Format format) {
    failsNaming(format, streams, LOG);
  }

  @ParameterizedTest
  @EnumSource
  void anyByteMayBeWrong(Format format) throws IOException {
    byte[] compressed = format.compressed(LOG);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      byte[] damaged = compressed.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      assertTrue(endsInAnyWay(format, damaged));
    }
  }

  @Test
  void aBombIsRefusedByItsRatio() throws IOException {
    byte[] bomb = Format.XZ.compressed(new byte[32 << 20]);
    failsNaming(Format.XZ, streams, bomb);
  }

  @Test
  void memoryForDecodingIsBounded() throws IOException {
    byte[] compressed = Format.XZ.compressed(LOG);
    assertEquals(XZ_DICTIONARY_8_MIB, compressed[XZ_DICTIONARY]);
    compressed[XZ_DICTIONARY] = XZ_DICTIONARY_64_MIB;
    int end = XZ_BLOCK + 4 * compressed[XZ_BLOCK];
    CRC32 sum = new CRC32();
    sum.update(compressed, XZ_BLOCK, end - XZ_BLOCK);
    ByteBuffer.wrap(compressed).order(LITTLE_ENDIAN).putInt(end, (int) sum.getValue());
    failsNaming(Format.XZ, streams, compressed);
  }

  @Test
  void otherNamesArePlain() throws IOException {
    InputStream content = new ByteArrayInputStream(LOG);
    for (String name : new String[] {"messages", "messages.1", "kern.log", "gz", ".gz.1"}) {
      assertSame(content, streams.plain(name, content));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theContentIsClosedEvenWhenItCannotBeOpened(Format format) throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream good = noticing(format.compressed(LOG), closed);
    streams.plain(format.fileName(), good).close();
    assertTrue(closed.getAndSet(false));
    InputStream bad = noticing(new byte[0], closed);
    assertThrows(
        IOException.class,
        () -> {
          try (InputStream in = streams.plain(format.fileName(), bad)) {
            in.read();
            throw new IOException("an empty file ends at once");
          }
        });
    assertTrue(closed.get());
  }

  private static InputStream noticing(byte[] bytes, AtomicBoolean closed) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public void close() {
        closed.set(true);
      }
    };
  }

  private boolean endsInAnyWay(Format format, byte[] damaged) {
    try {
      plain(streams, format, damaged);
      return true;
    } catch (IOException e) {
      return Objects.requireNonNull(e.getMessage()).startsWith(format.fileName());
    }
  }

  private static byte[] plain(CompressedStreams streams, Format format, byte[] compressed)
      throws IOException {
    try (InputStream in = streams.plain(format.fileName(), new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }

  private static void failsNaming(Format format, CompressedStreams streams, byte[] compressed) {
    IOException e = assertThrows(IOException.class, () -> plain(streams, format, compressed));
    String message = Objects.requireNonNull(e.getMessage());
    assertTrue(message.startsWith(format.fileName() + ": "), message);
  }
}

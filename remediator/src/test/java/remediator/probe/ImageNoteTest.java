package remediator.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import remediator.file.FileIdentity;
import remediator.kernelimage.KernelImage;

class ImageNoteTest {
  private static final FileIdentity IDENTITY =
      new FileIdentity(
          0xfe00,
          248111,
          8221184,
          Instant.parse("2026-07-02T13:50:00.123456789Z"),
          Instant.parse("2026-07-03T00:00:00Z"));
  private static final ImageNote NOTE =
      Notes.note(IDENTITY, new byte[] {1}, Notes.image("6.1.0-50-amd64"));

  @Test
  void whatIsWrittenIsReadAgain() {
    assertEquals(Optional.of(NOTE), ImageNote.parse(NOTE.content()));
  }

  @Test
  void whatIsNotKnownStaysSo() {
    KernelImage bare =
        new KernelImage(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            new TreeMap<>(),
            Optional.empty());
    ImageNote note = Notes.note(IDENTITY, new byte[0], bare);
    assertEquals(Optional.of(note), ImageNote.parse(note.content()));
    KernelImage empty =
        new KernelImage(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.of(List.of()),
            new TreeMap<>(),
            Optional.of(List.of()));
    ImageNote other = Notes.note(IDENTITY, new byte[0], empty);
    assertEquals(Optional.of(other), ImageNote.parse(other.content()));
  }

  @Test
  void anyOtherByteMakesItNone() {
    byte[] content = NOTE.content();
    for (int at = 0; at < content.length; at++) {
      byte[] damaged = content.clone();
      damaged[at] ^= 1;
      assertEquals(Optional.empty(), ImageNote.parse(damaged), "byte " + at);
    }
  }

  @Test
  void anyShorterOneIsNone() {
    byte[] content = NOTE.content();
    for (int length = 0; length < content.length; length++) {
      assertEquals(Optional.empty(), ImageNote.parse(Arrays.copyOf(content, length)));
    }
    assertEquals(Optional.empty(), ImageNote.parse(Arrays.copyOf(content, content.length + 1)));
  }

  @Test
  void aNoteOfAnotherVersionIsNoneThoughItsChecksumIsRight() {
    String text = new String(NOTE.content(), StandardCharsets.US_ASCII);
    String body = text.substring(0, text.lastIndexOf("end "));
    java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
    String other = body.replaceFirst("^remediator-image 1", "remediator-image 2");
    checksum.update(other.getBytes(StandardCharsets.US_ASCII));
    String whole = other + "end " + Long.toHexString(checksum.getValue()) + "\n";
    assertEquals(Optional.empty(), ImageNote.parse(whole.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void itsNameTellsFileAndContent() {
    assertTrue(NOTE.fileName().startsWith(ImageNote.key(IDENTITY) + "."));
    assertTrue(NOTE.fileName().endsWith("." + NOTE.digest().hex() + ".image"));
    FileIdentity later =
        new FileIdentity(0xfe00, 248111, 1, Instant.EPOCH, Instant.EPOCH.plusNanos(1));
    ImageNote newer = Notes.note(later, new byte[] {2}, Notes.image("6.1.0-51-amd64"));
    assertTrue(newer.replaces(NOTE.fileName()));
    FileIdentity elsewhere = new FileIdentity(0xfe00, 24, 1, Instant.EPOCH, Instant.EPOCH);
    ImageNote copy = Notes.note(elsewhere, new byte[] {1}, Notes.image("6.1.0-50-amd64"));
    assertTrue(copy.replaces(NOTE.fileName()));
    ImageNote another = Notes.note(elsewhere, new byte[] {3}, Notes.image("6.1.0-50-amd64"));
    assertEquals(false, another.replaces(NOTE.fileName()));
  }
}

package dev.drydock.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.catalog.DirectoryTree;
import dev.drydock.image.FileContent;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {
  private static final Limits LIMITS = Limits.defaults();

  @Test
  void readsStoredAndDeflatedMembersWithDataDescriptors() throws IOException {
    byte[] bytes = zip(Map.of("a.txt", "deflated ".repeat(1000)), Map.of("b.txt", "stored"));

    assertThat(all(bytes))
        .containsOnly(Map.entry("a.txt", "deflated ".repeat(1000)), Map.entry("b.txt", "stored"));
  }

  @Test
  void namesWithDotsAreJustNames() throws IOException {
    assertThat(all(zip(Map.of("../../etc/passwd", "x"), Map.of())))
        .containsExactly(Map.entry("../../etc/passwd", "x"));
  }

  @Test
  void aPrefixAndACommentAreNoHindrance() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[1234]);
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment("a comment with PK\u0005\u0006 in it");
      zip.putNextEntry(new java.util.zip.ZipEntry("a"));
      zip.write('x');
    }

    assertThat(all(out.toByteArray())).containsExactly(Map.entry("a", "x"));
  }

  @Test
  void bytesAfterTheEndAreNoHindrance() throws IOException {
    byte[] bytes = zip(Map.of("a", "x"), Map.of());

    assertThat(all(Arrays.copyOf(bytes, bytes.length + 500))).containsExactly(Map.entry("a", "x"));
  }

  @Test
  void readsZip64() throws IOException {
    byte[] bytes = zip64("a.txt", "wide");

    assertThat(all(bytes)).containsExactly(Map.entry("a.txt", "wide"));
  }

  @Test
  void anEmptyArchiveIsOne() throws IOException {
    assertThat(all(zip(Map.of(), Map.of()))).isEmpty();
  }

  @Test
  void whatIsNoArchiveIsSaidToBeNone() {
    for (int size : new int[] {0, 1, 21, 22, 70_000}) {
      assertThatThrownBy(() -> all(new byte[size]))
          .isInstanceOf(IOException.class)
          .hasMessage("x.zip is not a zip archive, or its end is missing");
    }
  }

  @Test
  void anEncryptedMemberIsUnreadableAndTheOthersAreNot() throws IOException {
    byte[] bytes = zip(Map.of(), Map.of("a", "secret"));
    int header = find(bytes, 0x02014b50);
    bytes[header + 8] |= 1;

    assertThatThrownBy(() -> all(bytes)).hasMessage("x.zip!/a is encrypted");
  }

  @Test
  void aMemberThatIsLargerThanItsClaimIsRefused() throws IOException {
    byte[] bytes = zip(Map.of("a", "y".repeat(100_000)), Map.of());
    int header = find(bytes, 0x02014b50);
    little(bytes).putInt(header + 24, 10);

    assertThatThrownBy(() -> all(bytes)).hasMessage("x.zip!/a is larger than its archive says");
  }

  @Test
  void anAbsurdClaimTakesNoMemory() throws IOException {
    byte[] bytes = zip(Map.of("a", "y"), Map.of());
    int header = find(bytes, 0x02014b50);
    little(bytes).putInt(header + 24, LIMITS.fileBytes());

    assertThat(all(bytes)).containsExactly(Map.entry("a", "y"));
  }

  @Test
  void membersThatShareTheirBytesAreBoundedByTheBudget() throws IOException {
    byte[] bytes = zip(Map.of("a", "y".repeat(1 << 20)), Map.of());
    Limits tight = limits(3 << 20, 1000);

    assertThatThrownBy(
            () -> {
              try (ArchiveReading reading = new ArchiveReading(tight)) {
                ZipArchive archive = reading.open(DirectoryTree.content(bytes), "x.zip");
                ZipEntry entry = archive.entries((_, _, _) -> true).getFirst();
                for (int i = 0; i < 4; i++) {
                  archive.read(entry, 2 << 20);
                }
              }
            })
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("archiveBytes");
  }

  @Test
  void tooManyMembersAreRefused() throws IOException {
    Map<String, String> many = new LinkedHashMap<>();
    for (int i = 0; i < 101; i++) {
      many.put("m" + i, "");
    }
    byte[] bytes = zip(many, Map.of());

    assertThatThrownBy(
            () -> {
              try (ArchiveReading reading = new ArchiveReading(limits(1000, 100))) {
                reading.open(DirectoryTree.content(bytes), "x.zip").entries((_, _, _) -> false);
              }
            })
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("x.zip goes over the limit of 100 (archiveEntries)");
  }

  @Test
  void aMemberOfAnUnknownMethodIsUnreadable() throws IOException {
    byte[] bytes = zip(Map.of(), Map.of("a", "x"));
    bytes[find(bytes, 0x02014b50) + 10] = 14;

    assertThatThrownBy(() -> all(bytes))
        .hasMessage("x.zip!/a is compressed with method 14, which is not read");
  }

  @Test
  void aStoredMemberIsReadInPlace() throws IOException {
    byte[] bytes = zip(Map.of(), Map.of("a", "0123456789"));
    try (ArchiveReading reading = new ArchiveReading(LIMITS)) {
      ZipArchive archive = reading.open(DirectoryTree.content(bytes), "x.zip");
      FileContent member = archive.content(archive.entries((_, _, _) -> true).getFirst());

      ByteBuffer target = ByteBuffer.allocate(100);
      assertThat(member.read(7, target)).isEqualTo(3);
      assertThat(target.limit()).isEqualTo(100);
      assertThat(member.read(10, target)).isZero();
      assertThat(member.stream().readAllBytes())
          .isEqualTo("0123456789".getBytes(StandardCharsets.US_ASCII));
      assertThat(member.size()).isEqualTo(10);
    }
  }

  @Test
  void damagedArchivesGiveMembersOrAnIOException() throws IOException {
    byte[] good = zip(Map.of("a.txt", "deflated ".repeat(50)), Map.of("b.txt", "stored"));
    List<byte[]> seeds = List.of(good, zip64("a.txt", "wide"));

    for (byte[] seed : seeds) {
      Mutations.of(seed, 7, 5_000)
          .forEach(
              bytes -> {
                try {
                  all(bytes);
                } catch (IOException e) {
                  assertThat(e.getMessage()).isNotBlank();
                }
              });
    }
  }

  private static Limits limits(long archiveBytes, int archiveEntries) {
    return new Limits(
        1000, 1 << 30, 1000, 8 << 20, 8 << 20, 64, 4096, 40, archiveEntries, archiveBytes, 1000);
  }

  private static Map<String, String> all(byte[] bytes) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    try (ArchiveReading reading = new ArchiveReading(LIMITS)) {
      ZipArchive archive = reading.open(DirectoryTree.content(bytes), "x.zip");
      for (ZipEntry entry : archive.entries((_, _, _) -> true)) {
        byte[] content = archive.read(entry, LIMITS.fileBytes());
        members.put(entry.name(), new String(content, StandardCharsets.UTF_8));
      }
    }
    return members;
  }

  private static byte[] zip(Map<String, String> deflated, Map<String, String> stored)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> one : deflated.entrySet()) {
        zip.putNextEntry(new java.util.zip.ZipEntry(one.getKey()));
        zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
      }
      for (Map.Entry<String, String> one : stored.entrySet()) {
        byte[] content = one.getValue().getBytes(StandardCharsets.UTF_8);
        java.util.zip.ZipEntry entry = new java.util.zip.ZipEntry(one.getKey());
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(java.util.zip.ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return out.toByteArray();
  }

  /// A stored member all of whose numbers stand in zip64 fields.
  private static byte[] zip64(String name, String content) throws IOException {
    byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    put(out, 30, b -> b.putInt(0, 0x04034b50).putShort(26, (short) nameBytes.length));
    out.write(nameBytes);
    out.write(bytes);
    int directory = out.size();
    put(
        out,
        46,
        b ->
            b.putInt(0, 0x02014b50)
                .putInt(20, -1)
                .putInt(24, -1)
                .putShort(28, (short) nameBytes.length)
                .putShort(30, (short) (4 + 4 + 4 + 24))
                .putInt(42, -1));
    out.write(nameBytes);
    put(out, 8, b -> b.putShort(0, (short) 0x5455).putShort(2, (short) 4));
    put(
        out,
        28,
        b ->
            b.putShort(0, (short) 1)
                .putShort(2, (short) 24)
                .putLong(4, bytes.length)
                .putLong(12, bytes.length)
                .putLong(20, 0));
    int end = out.size();
    put(
        out,
        56,
        b ->
            b.putInt(0, 0x06064b50)
                .putLong(4, 44)
                .putLong(24, 1)
                .putLong(32, 1)
                .putLong(40, end - directory)
                .putLong(48, directory));
    put(out, 20, b -> b.putInt(0, 0x07064b50).putLong(8, end).putInt(16, 1));
    put(
        out,
        22,
        b ->
            b.putInt(0, 0x06054b50)
                .putShort(8, (short) -1)
                .putShort(10, (short) -1)
                .putInt(12, -1)
                .putInt(16, -1));
    return out.toByteArray();
  }

  @FunctionalInterface
  private interface Fill {
    void fill(ByteBuffer buffer);
  }

  private static void put(OutputStream out, int size, Fill fill) throws IOException {
    byte[] bytes = new byte[size];
    fill.fill(little(bytes));
    out.write(bytes);
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int find(byte[] bytes, int signature) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i + 4 <= bytes.length; i++) {
      if (little(bytes).getInt(i) == signature) {
        found.add(i);
      }
    }
    return found.getFirst();
  }
}

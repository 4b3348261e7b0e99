package dev.drydock.catalog.rpm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The packages of rpm's own database form, `Packages.db`, which SUSE uses.
///
/// Little-endian words throughout. A page of 4096 bytes and perhaps more like it hold slots of 16
/// bytes, the first two being the file's header: magic, version, generation, number of slot pages.
/// A slot is magic, package number (0 in free ones), and where its blob lies and how long it is, in
/// units of 16 bytes. A blob is magic, package number, generation, length, then the rpm header, and
/// a tail with a checksum.
final class NdbDatabase {
  private static final int HEADER_MAGIC = 'R' | 'p' << 8 | 'm' << 16 | 'P' << 24;
  private static final int SLOT_MAGIC = 'S' | 'l' << 8 | 'o' << 16 | 't' << 24;
  private static final int BLOB_MAGIC = 'B' | 'l' << 8 | 'b' << 16 | 'S' << 24;
  private static final int UNIT = 16;
  private static final int PAGE = 4096;
  private static final int HEADER = 32;

  private NdbDatabase() {}

  static boolean recognises(byte[] head) {
    return head.length >= UNIT && little(head).getInt(0) == HEADER_MAGIC;
  }

  static void read(DatabaseFile file, DatabaseFile.Records records)
      throws IOException, InterruptedException {
    byte[] header = new byte[HEADER];
    file.read(0, header, 0, HEADER);
    if (!recognises(header)) {
      throw file.damaged("it is not of rpm's own form");
    }
    int version = little(header).getInt(4);
    if (version != 0) {
      throw new IOException("the rpm database is of an unknown version, " + version);
    }
    long slotPages = little(header).getInt(12) & 0xffffffffL;
    if (slotPages == 0 || slotPages > file.size() / PAGE) {
      throw file.damaged("its slots leave the file");
    }
    byte[] page = new byte[PAGE];
    for (long i = 0; i < slotPages; i++) {
      file.read(i * PAGE, page, 0, PAGE);
      for (int at = i == 0 ? HEADER : 0; at < PAGE; at += UNIT) {
        slot(file, little(page), at, records);
      }
    }
  }

  private static void slot(DatabaseFile file, ByteBuffer page, int at, DatabaseFile.Records records)
      throws IOException, InterruptedException {
    if (page.getInt(at) != SLOT_MAGIC) {
      throw file.damaged("a slot is not one");
    }
    int number = page.getInt(at + 4);
    if (number == 0) {
      return;
    }
    long position = (page.getInt(at + 8) & 0xffffffffL) * UNIT;
    long room = (page.getInt(at + 12) & 0xffffffffL) * UNIT;
    byte[] head = new byte[UNIT];
    file.read(position, head, 0, UNIT);
    ByteBuffer words = little(head);
    long length = words.getInt(12) & 0xffffffffL;
    if (words.getInt(0) != BLOB_MAGIC || words.getInt(4) != number || length + UNIT > room) {
      throw file.damaged("package " + number + " is not where it should be");
    }
    byte[] blob = file.record(length);
    file.read(position + UNIT, blob, 0, blob.length);
    if (blob.length >= DatabaseFile.SMALLEST_HEADER) {
      records.accept(blob);
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}

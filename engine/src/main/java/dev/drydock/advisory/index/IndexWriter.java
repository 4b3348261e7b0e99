package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.file.AtomicFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Set;

/// Writes the sections of an index to a file, as a whole or not at all.
final class IndexWriter {
  private IndexWriter() {}

  static ByteWriter[] sections() {
    ByteWriter[] sections = new ByteWriter[IndexFormat.SECTIONS];
    for (int i = 0; i < sections.length; i++) {
      sections[i] = new ByteWriter(1 << 12);
    }
    return sections;
  }

  static void writeMetadata(ByteWriter out, Advisories.Metadata metadata, Set<String> ecosystems) {
    out.string(metadata.builtAt());
    out.number(metadata.feeds().size());
    for (Advisories.Feed feed : metadata.feeds()) {
      out.string(feed.name());
      out.string(feed.source());
      out.number(feed.records());
      out.string(feed.newest());
      out.string(feed.licence());
    }
    out.number(ecosystems.size());
    for (String ecosystem : ecosystems) {
      out.string(ecosystem);
    }
  }

  /// @return the file's size
  static long write(ByteWriter[] sections, Path target) throws IOException {
    ByteWriter table = new ByteWriter(sections.length * IndexFormat.TABLE_ENTRY);
    long offset = IndexFormat.HEADER + (long) sections.length * IndexFormat.TABLE_ENTRY;
    for (int i = 0; i < sections.length; i++) {
      table.u64(i);
      table.u64(offset);
      table.u64(sections[i].size());
      offset += sections[i].size() + padding(sections[i].size());
    }
    if (offset > Integer.MAX_VALUE) {
      throw new IOException("The index would be larger than 2 GiB: compile fewer ecosystems");
    }
    ByteWriter header = new ByteWriter(IndexFormat.HEADER);
    header.u64(IndexFormat.MAGIC);
    header.u32(IndexFormat.VERSION);
    header.u32(sections.length);
    header.u64(offset);
    header.raw(digest(header, table, sections), 0, IndexFormat.DIGEST);
    header.u64(0);
    replace(target, header, table, sections);
    return offset;
  }

  private static int padding(int size) {
    return -size & 7;
  }

  private static byte[] digest(ByteWriter header, ByteWriter table, ByteWriter[] sections) {
    MessageDigest sha256 = IndexFormat.sha256();
    sha256.update(header.array(), 0, header.size());
    sha256.update(table.array(), 0, table.size());
    for (ByteWriter section : sections) {
      sha256.update(section.array(), 0, section.size());
      sha256.update(new byte[padding(section.size())]);
    }
    return sha256.digest();
  }

  private static void replace(
      Path target, ByteWriter header, ByteWriter table, ByteWriter[] sections) throws IOException {
    try {
      AtomicFile.replace(
          target,
          out -> {
            write(out, header.array(), header.size());
            write(out, table.array(), table.size());
            for (ByteWriter section : sections) {
              write(out, section.array(), section.size());
              write(out, new byte[8], padding(section.size()));
            }
            return true;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Writing " + target + " was interrupted");
    }
  }

  private static void write(FileChannel out, byte[] bytes, int length) throws IOException {
    AtomicFile.writeAll(out, ByteBuffer.wrap(bytes, 0, length));
  }
}

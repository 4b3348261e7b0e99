package dev.drydock.advisory.osv;

import dev.drydock.advisory.Progress;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Reads all records of one ecosystem: an `all.zip` as OSV publishes it, or a directory of `.json`
/// files.
public final class OsvFeed {
  private static final int DAMAGED_KEPT = 20;
  private static final int STEP = 256;

  private final OsvParser parser;
  private final Limits limits;
  private byte[] buffer = new byte[1 << 16];

  public OsvFeed(Limits limits) {
    this.limits = limits;
    this.parser = new OsvParser(new JsonReader(limits));
  }

  /// Gets what is read.
  @FunctionalInterface
  public interface Sink {
    void accept(OsvRecord record) throws IOException;
  }

  /// @param records that were read, withdrawn ones not counted
  /// @param damagedRecords how many could not be read
  /// @param damaged the first of them, in words
  public record Summary(int records, int withdrawn, int damagedRecords, List<String> damaged) {
    public Summary {
      damaged = List.copyOf(damaged);
    }
  }

  /// @param name of the ecosystem, for progress
  /// @throws IOException where the archive or directory cannot be read; a damaged record is counted
  ///   and passed over
  public Summary read(Path feed, String name, Sink sink, Progress progress) throws IOException {
    Reading reading = new Reading(sink);
    if (Files.isDirectory(feed)) {
      readDirectory(feed, name, reading, progress);
    } else {
      readArchive(feed, name, reading, progress);
    }
    return reading.summary();
  }

  private void readArchive(Path archive, String name, Reading reading, Progress progress)
      throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      if (zip.size() > limits.layerEntries()) {
        throw new LimitExceededException("layerEntries", archive.toString(), limits.layerEntries());
      }
      int done = 0;
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && entry.getName().endsWith(".json")) {
          reading.record(entry.getName(), () -> zip.getInputStream(entry));
        }
        if (++done % STEP == 0) {
          progress.at("Reading " + name, done, zip.size());
        }
      }
    } catch (java.util.zip.ZipException | IllegalArgumentException e) {
      throw new IOException(
          archive + " is not a readable zip archive (" + e.getMessage() + "): fetch it again", e);
    }
  }

  private void readDirectory(Path directory, String name, Reading reading, Progress progress)
      throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.json")) {
      found.forEach(files::add);
    }
    files.sort(null);
    int done = 0;
    for (Path file : files) {
      reading.record(String.valueOf(file.getFileName()), () -> Files.newInputStream(file));
      if (++done % STEP == 0) {
        progress.at("Reading " + name, done, files.size());
      }
    }
  }

  /// The bytes of a record, to be opened.
  private interface Source {
    InputStream open() throws IOException;
  }

  /// One run over a feed, with what it counts.
  private final class Reading {
    private final Sink sink;
    private final List<String> damaged = new ArrayList<>();
    private int damagedRecords;
    private int records;
    private int withdrawn;

    Reading(Sink sink) {
      this.sink = sink;
    }

    Summary summary() {
      return new Summary(records, withdrawn, damagedRecords, damaged);
    }

    void record(String name, Source source) throws IOException {
      Optional<OsvRecord> record;
      try (InputStream in = source.open()) {
        int length = fill(in, name); // may replace the buffer
        record = parser.parse(buffer, length, name);
      } catch (IOException e) {
        damagedRecords++;
        if (damaged.size() < DAMAGED_KEPT) {
          damaged.add(String.valueOf(e.getMessage()));
        }
        return;
      }
      if (record.isEmpty()) {
        withdrawn++;
      } else {
        records++;
        sink.accept(record.get());
      }
    }

    /// Reads all of `in` to [#buffer], which grows as needed within the limit.
    private int fill(InputStream in, String name) throws IOException {
      int length = 0;
      while (true) {
        int n = in.read(buffer, length, buffer.length - length);
        if (n < 0) {
          return length;
        }
        length += n;
        if (length == buffer.length) {
          if (length >= limits.documentBytes()) {
            throw new LimitExceededException("documentBytes", name, limits.documentBytes());
          }
          buffer = Arrays.copyOf(buffer, (int) Math.min(2L * length, limits.documentBytes()));
        }
      }
    }
  }
}

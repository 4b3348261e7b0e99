package dev.drydock.catalog.npm;

import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.image.FileContent;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/// The files of an `.asar`, the archive that Electron's applications are in (asar's README,
/// "Format"): a list of them as JSON behind four numbers, then their bytes, one after the other.
///
///     {"files": {"node_modules": {"files": {"ms": {"files": {
///       "package.json": {"size": 712, "offset": "0"}}}}}}}
///
/// What is `unpacked` lies beside the archive, what is a `link` has no bytes.
final class ElectronArchive {
  /// Four bytes each: 4, the size of the list with what is before it, the size of that, the length
  /// of the list.
  private static final int HEADER = 16;

  private final FileContent content;
  private final String path;
  private final Limits limits;
  private final Json list;

  /// Where the bytes of the files begin.
  private final long start;

  /// Bytes that may still be read: files share none.
  private long left;

  /// Is shown the files of an archive.
  @FunctionalInterface
  interface Visitor {
    /// @param path within the archive
    void visit(String path, Json file) throws IOException;
  }

  private ElectronArchive(FileContent content, String path, Limits limits, Json list, long start) {
    this.content = content;
    this.path = path;
    this.limits = limits;
    this.list = list;
    this.start = start;
    this.left = content.size();
  }

  /// @throws IOException where it is no such archive, or goes over a limit
  static ElectronArchive open(FileContent content, String path, Limits limits) throws IOException {
    ByteBuffer header = read(content, 0, HEADER, path);
    long size = header.getInt(4) & 0xffffffffL;
    long length = header.getInt(12) & 0xffffffffL;
    if (header.getInt(0) != 4 || length > size || HEADER + length > content.size()) {
      throw new IOException(path + " is no archive of Electron, or a damaged one");
    }
    if (length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", path, limits.documentBytes());
    }
    Json list =
        new JsonReader(limits).read(read(content, HEADER, (int) length, path).array(), path);
    return new ElectronArchive(content, path, limits, list, 8 + size);
  }

  /// Shows all files, in the order of the list.
  void visit(Visitor visitor) throws IOException {
    visit("", list, visitor, new int[] {limits.archiveEntries()});
  }

  private void visit(String folder, Json node, Visitor visitor, int[] left) throws IOException {
    Map<String, Json> files = node.get("files").map(Json::members).orElse(Map.of());
    for (Map.Entry<String, Json> entry : files.entrySet()) {
      if (--left[0] < 0) {
        throw new LimitExceededException("archiveEntries", path, limits.archiveEntries());
      }
      String name = folder + entry.getKey();
      if (name.length() > limits.pathBytes()) {
        throw new LimitExceededException("pathBytes", "a path in " + path, limits.pathBytes());
      }
      Json file = entry.getValue();
      if (file.get("files").isPresent()) {
        visit(name + "/", file, visitor, left);
      } else {
        visitor.visit(name, file);
      }
    }
  }

  /// The bytes of a file that the list has; none where they are not in the archive.
  ///
  /// @param max bytes
  /// @throws IOException where they cannot be, or are more
  byte[] bytes(Json file, int max) throws IOException {
    String offset = file.text("offset");
    if (offset == null) {
      return new byte[0];
    }
    long size = file.integer("size").orElse(-1L);
    long at = offset(offset);
    if (size < 0 || at < 0 || size > content.size() || at > content.size() - size) {
      throw new IOException(path + " has a file outside of itself");
    }
    if (size > max) {
      throw new LimitExceededException("fileBytes", "a file in " + path, max);
    }
    left -= size;
    if (left < 0) {
      throw new LimitExceededException("archiveBytes", path, content.size());
    }
    return read(content, at, (int) size, path).array();
  }

  /// Whether more was asked for than files can have together, so that there is no use in going on.
  boolean exhausted() {
    return left < 0;
  }

  private long offset(String text) {
    try {
      return Math.addExact(start, Long.parseLong(text));
    } catch (NumberFormatException | ArithmeticException _) {
      return -1;
    }
  }

  private static ByteBuffer read(FileContent content, long at, int length, String path)
      throws IOException {
    ByteBuffer buffer = ExecutableFile.read(content, at, length, ByteOrder.LITTLE_ENDIAN);
    if (buffer == null) {
      throw new IOException(path + " ends early");
    }
    return buffer;
  }
}

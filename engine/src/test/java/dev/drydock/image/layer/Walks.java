package dev.drydock.image.layer;

import dev.drydock.image.Digest;
import dev.drydock.image.FileContent;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks layers and writes down what was shown, a line for each entry.
final class Walks {
  private Walks() {}

  /// The lines that seeking and streaming both show; it is an error where they differ.
  static List<String> both(byte[] tar) throws IOException, InterruptedException {
    return both(tar, new ArrayList<>());
  }

  static List<String> both(byte[] tar, List<String> warnings)
      throws IOException, InterruptedException {
    List<String> streamed = new ArrayList<>();
    List<String> streamWarnings = new ArrayList<>();
    IOException failure = null;
    try {
      stream(tar, null, tar.length, Limits.defaults(), streamWarnings)
          .walk((entry, content) -> streamed.add(line(entry, content)));
    } catch (IOException e) {
      failure = e;
    }
    List<String> sought = new ArrayList<>();
    try {
      seek(tar, Limits.defaults(), sought, warnings);
    } catch (IOException e) {
      if (failure == null || !kind(e).equals(kind(failure))) {
        throw new AssertionError("only seeking fails", e);
      }
      throw e;
    }
    if (failure != null || !streamed.equals(sought) || !streamWarnings.equals(warnings)) {
      throw new AssertionError("streamed " + streamed + " but sought " + sought, failure);
    }
    return sought;
  }

  private static String kind(IOException e) {
    return e.getClass().getSimpleName();
  }

  static void seek(byte[] tar, Limits limits, List<String> lines, List<String> warnings)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("layer", ".tar");
    try {
      Files.write(file, tar);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        List<LayerEntry> entries = new ArrayList<>();
        List<FileContent> contents = new ArrayList<>();
        new SeekableLayer(
                description(tar.length),
                new FileRegion(channel, 0, tar.length),
                limits,
                warnings::add)
            .walk(
                (entry, content) -> {
                  lines.add(line(entry, content));
                  entries.add(entry);
                  contents.add(content);
                });
        for (int i = 0; i < entries.size(); i++) { // durable: the same when read once more
          if (!lines.get(i).equals(line(entries.get(i), contents.get(i)))) {
            throw new AssertionError("content changed after the walk: " + lines.get(i));
          }
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  static StreamLayer stream(
      byte[] stored, @Nullable Digest digest, long size, Limits limits, List<String> warnings) {
    return new StreamLayer(
        description(stored.length),
        () -> new ByteArrayInputStream(stored),
        digest,
        size,
        limits,
        warnings::add);
  }

  static StreamLayer stream(byte[] stored) {
    return stream(stored, digest(stored), stored.length, Limits.defaults(), new ArrayList<>());
  }

  static Digest digest(byte[] stored) {
    return new Digest("sha256", Blob.sha256(stored));
  }

  static List<String> lines(Layer layer) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    layer.walk((entry, content) -> lines.add(line(entry, content)));
    return lines;
  }

  static Layer.Description description(long size) {
    return new Layer.Description(2, null, null, "", null, size);
  }

  /// `FILE path 644 =content`, `SYMLINK path 777 ->target`.
  static String line(LayerEntry entry, FileContent content) throws IOException {
    String text = entry.type() + " " + entry.path() + " " + Integer.toOctalString(entry.mode());
    if (entry.link() != null) {
      return text + " ->" + entry.link();
    }
    if (entry.type() != LayerEntry.Type.FILE) {
      return text;
    }
    try (InputStream in = content.stream()) {
      byte[] streamed = in.readAllBytes();
      byte[] bytes = content.bytes(1 << 30, entry.path());
      if (!Arrays.equals(streamed, bytes) || bytes.length != entry.size()) {
        throw new AssertionError("two contents of " + entry.path());
      }
      return text
          + " ="
          + (bytes.length > 100
              ? Blob.sha256(bytes)
              : new String(bytes, StandardCharsets.ISO_8859_1));
    }
  }
}

package dev.drydock.image.storage;

import dev.drydock.image.compression.ExpandedInput;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What containers-storage keeps of a layer's tar beside the unpacked files, to be able to put it
/// together again (github.com/vbatts/tar-split): one JSON object a line, gzip over all.
///
/// ```json
/// {"type":2,"payload":"ZXRjL…","position":0}
/// {"type":1,"name":"etc/.wh.passwd","payload":null,"position":1}
/// ```
///
/// Its names are the layer's, whiteouts included, whatever the file system made of them.
final class TarSplit {
  private static final int LONGEST_LINE = 16 << 20;
  private static final long FILE = 1;

  private TarSplit() {}

  /// Paths of the layer's entries in their order, cleaned; `null` where the file is not there.
  static @Nullable List<String> names(Path file, Limits limits)
      throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    String what = String.valueOf(file.getFileName());
    JsonReader json = new JsonReader(limits);
    List<String> names = new ArrayList<>();
    try (InputStream in =
        new BufferedInputStream(
            ExpandedInput.of(Files.newInputStream(file), limits, what), 1 << 16)) {
      for (byte[] line = line(in, what); line != null; line = line(in, what)) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        String name = line.length == 0 ? null : name(json.read(line, what));
        if (name != null) {
          names.add(name);
        }
        if (names.size() > limits.layerEntries()) {
          throw new LimitExceededException("layerEntries", what, limits.layerEntries());
        }
      }
    }
    return names;
  }

  private static @Nullable String name(Json entry) {
    if (entry.integer("type").orElse(0L) != FILE) {
      return null;
    }
    String name = entry.text("name");
    String raw = entry.text("name_raw");
    if (raw != null) {
      try {
        name = new String(Base64.getDecoder().decode(raw), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException _) {
        return null;
      }
    }
    return name == null ? null : StoredPath.clean(name);
  }

  /// @return `null` at the end
  private static byte @Nullable [] line(InputStream in, String what) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    int octet = in.read();
    if (octet < 0) {
      return null;
    }
    for (; octet >= 0 && octet != '\n'; octet = in.read()) {
      if (line.size() == LONGEST_LINE) {
        throw new LimitExceededException("documentBytes", what, LONGEST_LINE);
      }
      line.write(octet);
    }
    return line.toByteArray();
  }
}

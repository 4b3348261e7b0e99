package dev.drydock.document;

import dev.drydock.json.Json;
import dev.drydock.json.JsonTree;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Arrays;
import tools.jackson.dataformat.toml.TomlFactory;

/// Reads TOML documents (TOML 1.0) into [Json] trees, within [Limits]. Thread-safe.
///
/// Tables are objects, dates and times are texts.
public final class TomlReader {
  private final Limits limits;
  private final TomlFactory factory;

  public TomlReader(Limits limits) {
    this.limits = limits;
    this.factory =
        TomlFactory.builder().streamReadConstraints(JsonTree.constraints(limits)).build();
  }

  /// @param what names the document in errors
  /// @throws IOException where it is no TOML, or goes over a limit
  public Json read(byte[] document, String what) throws IOException {
    return JsonTree.read(factory, withoutMark(document), limits, what, "TOML");
  }

  /// Editors of Windows put a byte order mark before UTF-8.
  private static byte[] withoutMark(byte[] document) {
    boolean marked =
        document.length >= 3
            && document[0] == (byte) 0xef
            && document[1] == (byte) 0xbb
            && document[2] == (byte) 0xbf;
    return marked ? Arrays.copyOfRange(document, 3, document.length) : document;
  }
}

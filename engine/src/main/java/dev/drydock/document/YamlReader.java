package dev.drydock.document;

import dev.drydock.json.Json;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the documents of a YAML stream (YAML 1.2) into [Json] trees, within [Limits]. Thread-safe.
///
/// **Numbers stay texts, as they are written**: `version: 1.10` is the version 1.10, not the number
/// 1.1. Of plain scalars only `true`, `false`, `null`, `~` and nothing at all are not texts. Tags
/// are passed over, keys that are no scalars too.
public final class YamlReader {
  private final Limits limits;

  public YamlReader(Limits limits) {
    this.limits = limits;
  }

  /// Reads the first document.
  ///
  /// @param what names the document in errors
  /// @return [Json.Null] for an empty document
  /// @throws IOException where it is no YAML, or goes over a limit
  public Json read(byte[] document, String what) throws IOException {
    List<Json> documents = documents(document, what, 1);
    return documents.isEmpty() ? new Json.Null() : documents.getFirst();
  }

  /// Reads all documents, each after its `---`; none of an empty stream.
  ///
  /// @param what names the stream in errors
  /// @throws IOException where it is no YAML, or goes over a limit
  public List<Json> readAll(byte[] stream, String what) throws IOException {
    return documents(stream, what, Integer.MAX_VALUE);
  }

  /// Reads the only document of a text that a person wrote.
  ///
  /// @param what names the document in errors
  /// @return an empty scalar for an empty document
  /// @throws InvalidYamlException where it is no YAML
  public YamlNode readPlaced(byte[] document, String what) throws IOException {
    requireBytes(document, what);
    try {
      return new YamlNodes(events(document, what), limits, what).document();
    } catch (YamlEngineException | NumberFormatException e) {
      throw invalid(e, what);
    }
  }

  private List<Json> documents(byte[] document, String what, int most) throws IOException {
    requireBytes(document, what);
    try {
      return new YamlTree(events(document, what), limits, what).documents(most);
    } catch (YamlEngineException | NumberFormatException e) {
      throw invalid(e, what);
    }
  }

  private void requireBytes(byte[] document, String what) throws LimitExceededException {
    if (document.length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", what, limits.documentBytes());
    }
  }

  private Iterator<Event> events(byte[] document, String what) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(what).setCodePointLimit(limits.documentBytes()).build();
    return new Parse(settings).parseInputStream(new ByteArrayInputStream(document)).iterator();
  }

  /// The library lets the numbers of escapes through that are none: `"\x` at the end of a text.
  private static InvalidYamlException invalid(RuntimeException e, String what) {
    if (e instanceof NumberFormatException) {
      return new InvalidYamlException(what, "an escape in quotes is no character", 0, 0, e);
    }
    if (e instanceof MarkedYamlEngineException marked) {
      Optional<Mark> mark = marked.getProblemMark();
      return new InvalidYamlException(
          what,
          marked.getProblem(),
          mark.map(at -> at.getLine() + 1).orElse(0),
          mark.map(at -> at.getColumn() + 1).orElse(0),
          e);
    }
    return new InvalidYamlException(what, firstLine(e), 0, 0, e);
  }

  private static String firstLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}

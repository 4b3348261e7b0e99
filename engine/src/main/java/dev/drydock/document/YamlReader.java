package dev.drydock.document;

import dev.drydock.json.Json;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the first document of a YAML stream (YAML 1.2) into a [Json] tree, within [Limits].
/// Thread-safe.
///
/// **Numbers stay texts, as they are written**: `version: 1.10` is the version 1.10, not the number
/// 1.1. Of plain scalars only `true`, `false`, `null`, `~` and nothing at all are not texts. Tags
/// are passed over, keys that are no scalars too.
public final class YamlReader {
  private final Limits limits;

  public YamlReader(Limits limits) {
    this.limits = limits;
  }

  /// @param what names the document in errors
  /// @return [Json.Null] for an empty document
  /// @throws IOException where it is no YAML, or goes over a limit
  public Json read(byte[] document, String what) throws IOException {
    if (document.length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", what, limits.documentBytes());
    }
    LoadSettings settings =
        LoadSettings.builder().setLabel(what).setCodePointLimit(limits.documentBytes()).build();
    try {
      return new YamlTree(
              new Parse(settings).parseInputStream(new ByteArrayInputStream(document)).iterator(),
              limits,
              what)
          .firstDocument();
    } catch (MarkedYamlEngineException e) {
      throw new IOException(what + " is not valid YAML: " + e.getProblem() + place(e), e);
    } catch (YamlEngineException e) {
      throw new IOException(what + " is not valid YAML: " + firstLine(e), e);
    }
  }

  private static String place(MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark();
    return mark.isEmpty() ? "" : " in line " + (mark.get().getLine() + 1);
  }

  private static String firstLine(YamlEngineException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}

package dev.drydock.advisory.osv;

import dev.drydock.json.JsonReader;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads records of the [OSV schema](https://ossf.github.io/osv-schema/) 1.7 and before:
///
/// ```json
/// {"id": "GHSA-vh95-rmgr-6w4m", "modified": "2022-03-16T00:00:00Z", "aliases": ["CVE-2020-7598"],
///  "affected": [{"package": {"ecosystem": "npm", "name": "minimist"},
///    "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "0.2.1"}]}]}]}
/// ```
///
/// Thread-safe.
public final class OsvParser {
  private final JsonFactory json;

  public OsvParser(JsonReader json) {
    this.json = json.factory();
  }

  /// Empty where the record is withdrawn.
  ///
  /// @param what names the record in errors
  /// @throws IOException where this is no OSV record
  public Optional<OsvRecord> parse(byte[] document, int length, String what) throws IOException {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), document, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(what + " is not a JSON object");
      }
      RecordReader record = new RecordReader(parser);
      record.read();
      if (parser.nextToken() != null) {
        throw new IOException(what + " has something after its JSON value");
      }
      return record.withdrawn() ? Optional.empty() : Optional.of(record.build(what));
    } catch (JacksonException e) {
      throw new IOException(what + " is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }
}

package dev.drydock.advisory.kev;

import dev.drydock.json.JsonReader;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads CISA's [Known Exploited
/// Vulnerabilities](https://www.cisa.gov/known-exploited-vulnerabilities-catalog):
///
/// ```json
/// {"dateReleased": "2026-08-07T16:45:47Z", "vulnerabilities": [
///   {"cveID": "CVE-2026-8037", "dateAdded": "2026-08-07", "knownRansomwareCampaignUse": "Unknown"}]}
/// ```
public final class KevParser {
  private final JsonFactory json;

  public KevParser(JsonReader json) {
    this.json = json.factory();
  }

  /// Gets what is read.
  @FunctionalInterface
  public interface Sink {
    void accept(String cve, LocalDate added, boolean ransomware);
  }

  /// @param released as written; `null` where the catalogue does not say
  /// @param damaged entries without a CVE or a date
  public record Parsed(@Nullable String released, int entries, int damaged) {}

  /// @throws IOException where this is not the catalogue
  public Parsed parse(byte[] document, Sink sink) throws IOException {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("The KEV catalogue is not a JSON object");
      }
      return catalogue(parser, sink);
    } catch (JacksonException e) {
      throw new IOException("The KEV catalogue is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Parsed catalogue(JsonParser parser, Sink sink) throws IOException {
    String released = null;
    boolean found = false;
    int entries = 0;
    int damaged = 0;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("dateReleased") && value == JsonToken.VALUE_STRING) {
        released = parser.getString();
      } else if (name.equals("vulnerabilities") && value == JsonToken.START_ARRAY) {
        found = true;
        while (parser.nextToken() == JsonToken.START_OBJECT) {
          if (entry(parser, sink)) {
            entries++;
          } else {
            damaged++;
          }
        }
      } else {
        parser.skipChildren();
      }
    }
    if (!found) {
      throw new IOException("The KEV catalogue has no list of vulnerabilities");
    }
    return new Parsed(released, entries, damaged);
  }

  private static boolean entry(JsonParser parser, Sink sink) {
    String cve = null;
    String added = null;
    boolean ransomware = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_STRING) {
        parser.skipChildren();
        continue;
      }
      switch (name) {
        case "cveID" -> cve = parser.getString();
        case "dateAdded" -> added = parser.getString();
        case "knownRansomwareCampaignUse" -> ransomware = parser.getString().equals("Known");
        default -> {}
      }
    }
    if (cve == null || added == null) {
      return false;
    }
    try {
      sink.accept(cve, LocalDate.parse(added), ransomware);
      return true;
    } catch (DateTimeParseException _) {
      return false;
    }
  }
}

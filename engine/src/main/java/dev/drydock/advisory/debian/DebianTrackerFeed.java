package dev.drydock.advisory.debian;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.FeedFiles;
import dev.drydock.advisory.distribution.Ranges;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// Debian's [security tracker](https://security-tracker.debian.org/tracker/data/json):
/// `debian-tracker/tracker.json`, all of it in one document:
///
/// ```json
/// {"openssl": {"CVE-2024-5535": {"description": "…", "scope": "remote", "releases": {
///    "bookworm": {"status": "open", "urgency": "low", "nodsa": "Minor issue", "nodsa_reason": ""},
///    "trixie": {"status": "resolved", "fixed_version": "3.3.2-1", "urgency": "low"}}}}}
/// ```
public final class DebianTrackerFeed implements DistributionFeed {
  /// The document is far larger than any other; a source package's part of it is read at a time.
  private static final int STEP = 200;

  private final Limits limits;

  public DebianTrackerFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Debian (tracker)";
  }

  @Override
  public String directory() {
    return "debian-tracker";
  }

  @Override
  public String source() {
    return "Debian security team, security tracker";
  }

  @Override
  public String licence() {
    return "none stated";
  }

  @Override
  public void read(Path directory, Sink sink, Progress progress) throws IOException {
    Map<String, Collected> cves = new TreeMap<>();
    for (Path file : FeedFiles.below(directory, limits, ".json", ".json.gz")) {
      read(file, cves, sink, progress);
    }
    for (Map.Entry<String, Collected> cve : cves.entrySet()) {
      OsvRecord record = cve.getValue().record(cve.getKey());
      if (!record.affected().isEmpty()) {
        sink.record(record);
      }
    }
  }

  private void read(Path file, Map<String, Collected> cves, Sink sink, Progress progress)
      throws IOException {
    JsonReader json = new JsonReader(limits);
    byte[] document;
    try (InputStream in = FeedFiles.open(file, limits)) {
      document = Bounded.readAll(in, limits.fileBytes(), file.toString());
    }
    int done = 0;
    try (JsonParser parser =
        json.factory()
            .rebuild()
            .streamReadConstraints(
                json.factory().streamReadConstraints().rebuild().maxDocumentLength(-1).build())
            .build()
            .createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(file + " is not the tracker's JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String source = parser.currentName();
        parser.nextToken();
        int from = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int to = (int) parser.currentLocation().getByteOffset();
        byte[] part = Arrays.copyOfRange(document, from, to);
        collect(source, json.read(part, file + ", " + source), cves, sink);
        if (++done % STEP == 0) {
          progress.at("Reading " + name(), done, -1);
        }
      }
    } catch (JacksonException e) {
      throw new IOException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void collect(
      String source, Json vulnerabilities, Map<String, Collected> cves, Sink sink) {
    vulnerabilities
        .members()
        .forEach(
            (id, vulnerability) -> {
              Collected collected = cves.computeIfAbsent(id, _ -> new Collected());
              if (collected.description == null) {
                collected.description = vulnerability.text("description");
              }
              vulnerability
                  .get("releases")
                  .orElse(new Json.Null())
                  .members()
                  .forEach(
                      (codename, release) -> {
                        String number = number(codename);
                        if (number != null) {
                          sink.spokenOf("Debian:" + number, id);
                          collected.add(source, "Debian:" + number, release);
                        }
                      });
            });
  }

  /// `null` for unstable, which has no advisories of its own, and for what is not known yet.
  private static @Nullable String number(String codename) {
    return switch (codename) {
      case "jessie" -> "8";
      case "stretch" -> "9";
      case "buster" -> "10";
      case "bullseye" -> "11";
      case "bookworm" -> "12";
      case "trixie" -> "13";
      case "forky" -> "14";
      case "duke" -> "15";
      default -> null;
    };
  }

  /// All that is said of one vulnerability.
  private static final class Collected {
    @Nullable String description;
    private final List<Said> said = new ArrayList<>(2);

    /// What is said of a package of a release.
    ///
    /// @param fixed `null` where there is no fix
    private record Said(
        String ecosystem,
        String source,
        @Nullable String fixed,
        @Nullable String status,
        @Nullable String urgency) {}

    void add(String source, String ecosystem, Json release) {
      String status = release.text("status");
      String fixed = release.text("fixed_version");
      String urgency = urgency(release.text("urgency"));
      boolean resolved = "resolved".equals(status);
      if (resolved && (fixed == null || fixed.equals("0"))) {
        return; // never was affected
      }
      boolean ended = "end-of-life".equals(urgency);
      said.add(
          new Said(
              ecosystem,
              source,
              resolved ? fixed : null,
              resolved ? null : ended ? "end-of-life" : unfixed(status, release),
              ended ? null : urgency));
    }

    /// `no-dsa` alone means that a fix comes with a point release, if at all.
    private static @Nullable String unfixed(@Nullable String status, Json release) {
      if ("undetermined".equals(status)) {
        return "undetermined";
      }
      String reason = release.text("nodsa_reason");
      return reason != null && !reason.isEmpty()
          ? reason
          : release.get("nodsa").isPresent() ? "no-dsa" : null;
    }

    /// Stars mark urgencies that the tracker has guessed.
    private static @Nullable String urgency(@Nullable String word) {
      if (word == null || word.startsWith("not yet assigned")) {
        return null;
      }
      return word.replace("*", "");
    }

    OsvRecord record(String id) {
      String text = description;
      Advisory advisory =
          new Advisory(
              "DEBIAN-TRACKER-" + id,
              List.of(),
              List.of(id),
              text == null ? null : shortened(text),
              null,
              null,
              List.of(),
              null,
              null,
              List.of(),
              "https://security-tracker.debian.org/tracker/" + id);
      List<Affected> affected = new ArrayList<>(said.size());
      for (Said one : said) {
        affected.add(
            new Affected(
                advisory,
                one.ecosystem(),
                one.source(),
                one.fixed() == null ? Ranges.all() : Ranges.below(one.fixed()),
                List.of(),
                one.status(),
                one.urgency(),
                List.of()));
      }
      return new OsvRecord(advisory, affected);
    }

    private static String shortened(String text) {
      int end = text.indexOf(". ");
      String sentence = end < 0 ? text : text.substring(0, end);
      return sentence.length() <= 200 ? sentence : sentence.substring(0, 199) + "…";
    }
  }
}

package dev.drydock.advisory.alpine;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.FeedFiles;
import dev.drydock.advisory.distribution.Ranges;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.document.YamlReader;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Alpine's [secdb](https://secdb.alpinelinux.org/): `alpine-secdb/v3.19/main.json`, in JSON or, as
/// older releases, YAML:
///
/// ```json
/// {"distroversion": "v3.19", "reponame": "main", "packages": [{"pkg": {"name": "openssl",
///    "secfixes": {"3.1.4-r5": ["CVE-2024-0727"], "0": ["CVE-2022-3996"]}}}]}
/// ```
///
/// Version `0` says that no version ever was affected. Where two versions fix the same one, the
/// first fix was not whole: the higher counts.
public final class AlpineSecdbFeed implements DistributionFeed {
  private static final VersionScheme APK = VersionSchemes.of("apk").orElseThrow();

  private final Limits limits;

  public AlpineSecdbFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Alpine (secdb)";
  }

  @Override
  public String directory() {
    return "alpine-secdb";
  }

  @Override
  public String source() {
    return "Alpine Linux, secdb";
  }

  @Override
  public String licence() {
    return "none stated";
  }

  @Override
  public void read(Path directory, Sink sink, Progress progress) throws IOException {
    Map<String, Map<Key, String>> fixes = new TreeMap<>();
    for (Path file : FeedFiles.below(directory, limits, ".json", ".yaml", ".yml")) {
      progress.at("Reading " + name(), 0, -1);
      try {
        collect(document(file), file, fixes, sink);
      } catch (IOException e) {
        sink.damaged(String.valueOf(e.getMessage()));
      }
    }
    for (Map.Entry<String, Map<Key, String>> one : fixes.entrySet()) {
      OsvRecord record = record(one.getKey(), one.getValue());
      if (!record.affected().isEmpty()) {
        sink.record(record);
      }
    }
  }

  /// A package of a release.
  private record Key(String ecosystem, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = ecosystem.compareTo(other.ecosystem);
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  private Json document(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = FeedFiles.open(file, limits)) {
      bytes = Bounded.readAll(in, limits.documentBytes(), file.toString());
    }
    return file.toString().endsWith(".json")
        ? new JsonReader(limits).read(bytes, file.toString())
        : new YamlReader(limits).read(bytes, file.toString());
  }

  private static void collect(
      Json document, Path file, Map<String, Map<Key, String>> fixes, Sink sink) throws IOException {
    String release = document.text("distroversion");
    if (release == null) {
      throw new IOException(file + " is no secdb: it has no distroversion");
    }
    String ecosystem =
        "Alpine:" + (release.startsWith("v") || release.equals("edge") ? "" : "v") + release;
    for (Json entry : document.items("packages")) {
      Json one = entry.get("pkg").orElse(entry);
      String name = one.text("name");
      if (name != null) {
        one.get("secfixes")
            .orElse(new Json.Null())
            .members()
            .forEach(
                (version, ids) -> {
                  for (Json id : ids.items()) {
                    id.text()
                        .ifPresent(
                            text -> fixed(new Key(ecosystem, name), version, text, fixes, sink));
                  }
                });
      }
    }
  }

  private static void fixed(
      Key key, String version, String text, Map<String, Map<Key, String>> fixes, Sink sink) {
    for (String id : ids(text)) {
      sink.spokenOf(key.ecosystem(), id);
      fixes.computeIfAbsent(id, _ -> new TreeMap<>()).merge(key, version, AlpineSecdbFeed::higher);
    }
  }

  /// The CVEs of a line such as `CVE-2017-2616 (+ regression fix)`; a number of somebody else's
  /// where there are none.
  static List<String> ids(String text) {
    List<String> cves = new ArrayList<>(1);
    String first = null;
    int from = 0;
    while (from < text.length()) {
      int blank = from;
      while (blank < text.length() && text.charAt(blank) > ' ') {
        blank++;
      }
      String word = text.substring(from, blank);
      if (word.startsWith("CVE-") && word.length() > 8) {
        cves.add(word);
      } else if (first == null && word.indexOf('-') > 0) {
        first = word;
      }
      from = blank + 1;
    }
    return !cves.isEmpty() ? cves : first == null ? List.of() : List.of(first);
  }

  private static String higher(String one, String other) {
    if (one.equals("0") || other.equals("0")) {
      return one.equals("0") ? other : one;
    }
    Version first = APK.parse(one).orElse(null);
    Version second = APK.parse(other).orElse(null);
    return first == null || second != null && second.compareTo(first) > 0 ? other : one;
  }

  private static OsvRecord record(String id, Map<Key, String> fixes) {
    Advisory advisory =
        new Advisory(
            "ALPINE-SECDB-" + id,
            List.of(),
            List.of(id),
            null,
            null,
            null,
            List.of(),
            null,
            null,
            List.of(),
            "https://security.alpinelinux.org/vuln/" + id);
    List<Affected> affected = new ArrayList<>(fixes.size());
    fixes.forEach(
        (key, version) -> {
          if (!version.equals("0")) {
            affected.add(
                new Affected(
                    advisory,
                    key.ecosystem(),
                    key.name(),
                    Ranges.below(version),
                    List.of(),
                    null,
                    null,
                    List.of()));
          }
        });
    return new OsvRecord(advisory, affected);
  }
}

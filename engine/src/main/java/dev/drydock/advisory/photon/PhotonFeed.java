package dev.drydock.advisory.photon;

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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Photon OS' [CVE metadata](https://packages.vmware.com/photon/photon_cve_metadata/):
/// `photon/cve_data_photon5.0.json`, a list for each release:
///
/// ```json
/// [{"cve_id": "CVE-2024-1", "pkg": "curl", "cve_score": 7.5,
///   "aff_ver": "all versions before 8.1.2-2.ph5 are vulnerable", "res_ver": "8.1.2-2.ph5"}]
/// ```
public final class PhotonFeed implements DistributionFeed {
  private static final String PREFIX = "cve_data_photon";

  private final Limits limits;

  public PhotonFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Photon OS (CVE metadata)";
  }

  @Override
  public String directory() {
    return "photon";
  }

  @Override
  public String source() {
    return "Photon OS CVE metadata";
  }

  @Override
  public String licence() {
    return "none stated";
  }

  @Override
  public void read(Path directory, Sink sink, Progress progress) throws IOException {
    JsonReader json = new JsonReader(limits);
    Map<String, List<Said>> cves = new TreeMap<>();
    for (Path file : FeedFiles.below(directory, limits, ".json")) {
      String name = String.valueOf(file.getFileName());
      if (name.startsWith(PREFIX)) {
        progress.at("Reading " + name(), 0, -1);
        String release = name.substring(PREFIX.length(), name.length() - ".json".length());
        try {
          byte[] bytes = Bounded.readFile(file, limits.documentBytes());
          collect("Photon OS:" + release, json.read(bytes, file.toString()), cves, sink);
        } catch (IOException e) {
          sink.damaged(String.valueOf(e.getMessage()));
        }
      }
    }
    for (Map.Entry<String, List<Said>> cve : cves.entrySet()) {
      sink.record(record(cve.getKey(), cve.getValue()));
    }
  }

  /// @param fixed `null` where there is no fix
  private record Said(
      String ecosystem, String name, @Nullable String fixed, @Nullable Double score) {}

  private static void collect(
      String ecosystem, Json list, Map<String, List<Said>> cves, Sink sink) {
    for (Json entry : list.items()) {
      String cve = entry.text("cve_id");
      String name = entry.text("pkg");
      String fixed = entry.text("res_ver");
      if (cve == null || name == null) {
        continue;
      }
      sink.spokenOf(ecosystem, cve);
      if (fixed == null || !fixed.equals("NA")) {
        boolean none = fixed == null || fixed.isBlank();
        cves.computeIfAbsent(cve, _ -> new ArrayList<>(1))
            .add(new Said(ecosystem, name, none ? null : fixed, score(entry)));
      }
    }
  }

  private static @Nullable Double score(Json entry) {
    if (!(entry.get("cve_score").orElse(null) instanceof Json.Number(String text))
        || text.length() > 8) {
      return null;
    }
    try {
      double score = Double.parseDouble(text);
      return score >= 0 && score <= 10 ? score : null;
    } catch (NumberFormatException _) {
      return null;
    }
  }

  private static OsvRecord record(String cve, List<Said> said) {
    Advisory advisory =
        new Advisory(
            "PHOTON-" + cve,
            List.of(),
            List.of(cve),
            null,
            null,
            null,
            List.of(),
            null,
            said.getFirst().score(),
            List.of(),
            null);
    List<Affected> affected = new ArrayList<>(said.size());
    for (Said one : said) {
      affected.add(
          new Affected(
              advisory,
              one.ecosystem(),
              one.name(),
              one.fixed() == null ? Ranges.all() : Ranges.below(one.fixed()),
              List.of(),
              null,
              null,
              List.of()));
    }
    return new OsvRecord(advisory, affected);
  }
}

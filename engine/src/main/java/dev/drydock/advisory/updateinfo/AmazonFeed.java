package dev.drydock.advisory.updateinfo;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Progress;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.FeedFiles;
import dev.drydock.advisory.distribution.Ranges;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.document.Xml;
import dev.drydock.document.XmlStream;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Amazon Linux' advisories (ALAS) from the `updateinfo.xml` of its core repositories:
/// `amazon/2023/updateinfo.xml.gz`, one directory for each release (`1`, `2`, `2023`).
///
/// ```xml
/// <update type="security"><id>ALAS2023-2024-500</id><severity>important</severity>
///   <issued date="2024-01-31 00:00"/><references><reference id="CVE-2024-1" type="cve"/></references>
///   <pkglist><collection><package name="curl" epoch="0" version="8.5.0" release="1.amzn2023"
///     arch="x86_64"/></collection></pkglist></update>
/// ```
public final class AmazonFeed implements DistributionFeed {
  private final Limits limits;

  public AmazonFeed(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "Amazon Linux (updateinfo)";
  }

  @Override
  public String directory() {
    return "amazon";
  }

  @Override
  public String source() {
    return "Amazon Linux Security Center, ALAS";
  }

  @Override
  public String licence() {
    return "none stated";
  }

  @Override
  public void read(Path directory, Sink sink, Progress progress) throws IOException {
    for (Path file : FeedFiles.below(directory, limits, ".xml", ".xml.gz")) {
      String release = String.valueOf(directory.relativize(file).getName(0));
      progress.at("Reading " + name() + " " + release, 0, -1);
      try (InputStream in = FeedFiles.open(file, limits)) {
        new XmlStream(limits)
            .each(in, file.toString(), "update", update -> update(update, release, sink));
      } catch (IOException e) {
        sink.damaged(String.valueOf(e.getMessage()));
      }
    }
  }

  private static void update(Xml update, String release, Sink sink) throws IOException {
    String id = update.text("id");
    if (id == null || !"security".equals(update.attributes().getOrDefault("type", "security"))) {
      return;
    }
    String ecosystem = "Amazon Linux:" + release;
    List<String> cves = cves(update);
    for (String cve : cves) {
      sink.spokenOf(ecosystem, cve);
    }
    Advisory advisory =
        new Advisory(
            id,
            List.of(),
            cves,
            summary(update),
            date(update, "issued"),
            date(update, "updated"),
            List.of(),
            update.text("severity"),
            null,
            List.of(),
            "https://alas.aws.amazon.com/" + page(id, release));
    List<Affected> affected = new ArrayList<>();
    packages(update)
        .forEach(
            (build, architectures) ->
                affected.add(
                    new Affected(
                        advisory,
                        ecosystem,
                        build.name(),
                        Ranges.below(build.version()),
                        List.of(),
                        null,
                        null,
                        List.copyOf(architectures))));
    if (!affected.isEmpty()) {
      sink.record(new OsvRecord(advisory, affected));
    }
  }

  /// A package and the version that has the fix.
  private record Fix(String name, String version) {}

  /// With the architectures that it was built for; none where it fits all of them.
  private static Map<Fix, Set<String>> packages(Xml update) {
    Map<Fix, Set<String>> packages = new LinkedHashMap<>();
    for (Xml list : update.children("pkglist")) {
      for (Xml collection : list.children("collection")) {
        for (Xml one : collection.children("package")) {
          String name = one.attribute("name");
          String version = one.attribute("version");
          String release = one.attribute("release");
          String arch = one.attributes().getOrDefault("arch", "");
          if (name != null && version != null && release != null && counts(name, arch)) {
            String epoch = one.attributes().getOrDefault("epoch", "0");
            String full = version + "-" + release;
            packages
                .computeIfAbsent(
                    new Fix(name, epoch.equals("0") || epoch.isEmpty() ? full : epoch + ":" + full),
                    _ -> new LinkedHashSet<>())
                .add(arch);
          }
        }
      }
    }
    packages.values().forEach(AmazonFeed::everywhere);
    return packages;
  }

  private static boolean counts(String name, String arch) {
    return !arch.equals("src") && !name.endsWith("-debuginfo") && !name.endsWith("-debugsource");
  }

  private static void everywhere(Set<String> architectures) {
    if (architectures.contains("noarch")
        || architectures.contains("")
        || architectures.contains("x86_64") && architectures.contains("aarch64")) {
      architectures.clear();
    }
  }

  private static List<String> cves(Xml update) {
    Set<String> cves = new LinkedHashSet<>();
    for (Xml references : update.children("references")) {
      for (Xml reference : references.children("reference")) {
        String id = reference.attribute("id");
        if (id != null && id.startsWith("CVE-")) {
          cves.add(id);
        }
      }
    }
    return List.copyOf(cves);
  }

  private static @Nullable String summary(Xml update) {
    String text = update.text("description");
    if (text == null) {
      return null;
    }
    String line =
        text.lines().map(String::strip).filter(one -> one.length() > 40).findFirst().orElse("");
    return line.isEmpty() ? null : line.length() <= 200 ? line : line.substring(0, 199) + "…";
  }

  /// `2024-01-31 00:00` as RFC 3339 writes it.
  private static @Nullable String date(Xml update, String name) {
    String date = update.child(name).map(element -> element.attribute("date")).orElse(null);
    return date == null || date.length() < 10 ? null : date.substring(0, 10) + "T00:00:00Z";
  }

  private static String page(String id, String release) {
    return switch (release) {
      case "2023" -> "AL2023/" + id + ".html";
      case "2" -> "AL2/" + id + ".html";
      default -> id + ".html";
    };
  }
}

package dev.drydock.advisory.feed;

import java.net.URI;
import java.util.List;

/// Where feeds are fetched from, and which.
///
/// @param osvMirror base of `<Ecosystem>/all.zip`, or of `osv/<Ecosystem>/all.zip`
/// @param ecosystems to fetch, without releases
/// @param kev CISA's catalogue as JSON
/// @param epss FIRST's scores, gzipped CSV
public record FeedSources(URI osvMirror, List<String> ecosystems, URI kev, URI epss) {

  /// What container images are made of.
  public static final List<String> DEFAULT_ECOSYSTEMS =
      List.of(
          "AlmaLinux",
          "Alpaquita",
          "Alpine",
          "Bitnami",
          "CRAN",
          "Chainguard",
          "Debian",
          "Echo",
          "Go",
          "Hackage",
          "Hex",
          "Julia",
          "Mageia",
          "Maven",
          "MinimOS",
          "NuGet",
          "Packagist",
          "Pub",
          "PyPI",
          "Red Hat",
          "Rocky Linux",
          "RubyGems",
          "SUSE",
          "SwiftURL",
          "Ubuntu",
          "Wolfi",
          "crates.io",
          "npm",
          "opam",
          "openEuler",
          "openSUSE");

  public FeedSources {
    ecosystems = List.copyOf(ecosystems);
  }

  /// The publishers themselves.
  public static FeedSources official() {
    return new FeedSources(
        URI.create("https://osv-vulnerabilities.storage.googleapis.com/"),
        DEFAULT_ECOSYSTEMS,
        URI.create(
            "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"),
        URI.create("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz"));
  }

  /// One mirror of everything: the ecosystems as in OSV's bucket or below `osv/`, and
  /// `kev/known_exploited_vulnerabilities.json` and `epss/epss_scores-current.csv.gz` where it has
  /// them.
  public static FeedSources mirror(URI base, List<String> ecosystems) {
    URI slashed = base.toString().endsWith("/") ? base : URI.create(base + "/");
    return new FeedSources(
        slashed,
        ecosystems,
        slashed.resolve("kev/known_exploited_vulnerabilities.json"),
        slashed.resolve("epss/epss_scores-current.csv.gz"));
  }
}

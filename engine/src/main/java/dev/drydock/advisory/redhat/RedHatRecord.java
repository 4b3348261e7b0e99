package dev.drydock.advisory.redhat;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.distribution.CsafFiles;
import dev.drydock.advisory.distribution.Ranges;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.csaf.CsafDocument;
import dev.drydock.csaf.CsafDocument.Product;
import dev.drydock.csaf.CsafDocument.Remark;
import dev.drydock.csaf.CsafDocument.Status;
import dev.drydock.csaf.CsafDocument.Vulnerability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one document says of one CVE, as an OSV record: an entry for each package of each major
/// release, under `Red Hat:enterprise_linux:9`.
final class RedHatRecord {
  private static final int DEPTH = 4;

  private final CsafDocument document;
  private final Vulnerability vulnerability;
  private final Map<Key, Said> packages = new TreeMap<>();

  RedHatRecord(CsafDocument document, Vulnerability vulnerability) {
    this.document = document;
    this.vulnerability = vulnerability;
  }

  /// A package of a major release.
  private record Key(String major, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = major.compareTo(other.major);
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  /// What is said of a package.
  private static final class Said {
    final Streams fixes = new Streams();
    boolean affected;
    @Nullable String status;
    @Nullable String severity;
  }

  OsvRecord build() {
    collect(Status.FIXED);
    collect(Status.AFFECTED);
    collect(Status.UNDER_INVESTIGATION);
    Advisory advisory = advisory();
    List<Affected> affected = new ArrayList<>();
    packages.forEach(
        (key, said) -> {
          boolean fixed = said.fixes.fixed();
          if (fixed || said.affected) {
            affected.add(
                new Affected(
                    advisory,
                    "Red Hat:enterprise_linux:" + key.major(),
                    key.name(),
                    Ranges.of(said.fixes.events()),
                    List.of(),
                    fixed ? null : said.status,
                    said.severity,
                    List.of()));
          }
        });
    return new OsvRecord(advisory, affected);
  }

  private void collect(Status status) {
    for (String id : vulnerability.statuses().getOrDefault(status, List.of())) {
      Product product = document.products().get(id);
      if (product != null) {
        collect(status, product);
      }
    }
  }

  private void collect(Status status, Product product) {
    Product component = part(product);
    Platform platform = platform(product);
    if (component == null || platform == null || isImage(component)) {
      return;
    }
    Build build = Build.of(named(component), module(product, component));
    if (!build.counts()) {
      return;
    }
    Said said = packages.computeIfAbsent(new Key(platform.major(), build.key()), _ -> new Said());
    if (said.severity == null) {
      said.severity = impact(product.id());
    }
    if (status == Status.FIXED) {
      if (build.version() != null) {
        said.fixes.add(build.version(), platform.extended());
      }
    } else if (!platform.extended()) {
      said.affected = true;
      said.status =
          status == Status.UNDER_INVESTIGATION ? "under-investigation" : refusal(product.id());
    }
  }

  private static String named(Product component) {
    // the id has the module where the name leaves it out
    return component.id().contains("/") || component.id().contains("::")
        ? component.id()
        : component.name();
  }

  private static boolean isImage(Product component) {
    for (String purl : component.purls()) {
      if (purl.startsWith("pkg:oci/")) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Product part(Product product) {
    return product.component() == null ? null : document.products().get(product.component());
  }

  /// What it is installed on; between a package and that may stand its module.
  private @Nullable Platform platform(Product product) {
    Product at = product;
    for (int i = 0; i < DEPTH && at != null; i++) {
      Platform platform = Platform.of(at.cpes());
      if (platform != null) {
        return platform;
      }
      at = at.platform() == null ? null : document.products().get(at.platform());
    }
    return null;
  }

  private @Nullable String module(Product product, Product component) {
    for (String purl : component.purls()) {
      int at = purl.indexOf("rpmmod=");
      if (at >= 0) {
        int end = purl.indexOf('&', at);
        return Build.firstTwo(
            purl.substring(at + "rpmmod=".length(), end < 0 ? purl.length() : end)
                .replace("%3A", ":")
                .replace("%3a", ":"));
      }
    }
    Product between =
        product.platform() == null ? null : document.products().get(product.platform());
    Product module = between == null ? null : part(between);
    if (module != null) {
      for (String purl : module.purls()) {
        if (purl.startsWith("pkg:rpmmod/")) {
          return Build.firstTwo(module.name());
        }
      }
    }
    return null;
  }

  private @Nullable String impact(String product) {
    for (Remark threat : vulnerability.threats()) {
      if (threat.category().equals("impact") && threat.products().contains(product)) {
        return threat.text();
      }
    }
    return null;
  }

  /// `Will not fix`, `Out of support scope`, `Fix deferred`, `Affected`.
  private @Nullable String refusal(String product) {
    for (Remark remark : vulnerability.remediations()) {
      if ((remark.category().equals("no_fix_planned") || remark.category().equals("none_available"))
          && remark.products().contains(product)) {
        return remark.text();
      }
    }
    return null;
  }

  private Advisory advisory() {
    String id = vulnerability.ids().getFirst();
    boolean cve = id.startsWith("CVE-");
    return new Advisory(
        cve ? "REDHAT-" + id : id,
        List.of(),
        cve ? List.of(id) : List.of(),
        vulnerability.title(),
        vulnerability.published(),
        document.released(),
        CsafFiles.severities(vulnerability),
        document.severity(),
        null,
        vulnerability.cwes(),
        cve ? "https://access.redhat.com/security/cve/" + id : null);
  }
}

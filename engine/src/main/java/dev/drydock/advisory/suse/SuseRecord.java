package dev.drydock.advisory.suse;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.distribution.CsafFiles;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.Ranges;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.csaf.CsafDocument;
import dev.drydock.csaf.CsafDocument.Product;
import dev.drydock.csaf.CsafDocument.Remark;
import dev.drydock.csaf.CsafDocument.Status;
import dev.drydock.csaf.CsafDocument.Vulnerability;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one document says of one CVE, as an OSV record: an entry for each source package of each
/// product, under `SUSE:Linux Enterprise Server 15 SP5`, and for each build that has the fix.
///
/// Products list installed packages, whose purls tell the source:
/// `pkg:rpm/suse/libopenssl3@3.1.4-150600.5.15.1?upstream=openssl-3-3.1.4-150600.5.15.1.src.rpm`.
/// The build to update to is *recommended*; SUSE uses no `fixed`. Without a version a package is
/// meant in all of them.
final class SuseRecord {
  private final CsafDocument document;
  private final Vulnerability vulnerability;
  private final Map<Key, Said> packages = new TreeMap<>();
  private final TreeSet<String> ecosystems = new TreeSet<>();

  SuseRecord(CsafDocument document, Vulnerability vulnerability) {
    this.document = document;
    this.vulnerability = vulnerability;
  }

  /// A source package of a product.
  private record Key(String ecosystem, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = ecosystem.compareTo(other.ecosystem);
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  /// What is said of a package.
  ///
  /// @param fixes builds that have the fix
  private record Said(TreeSet<String> fixes, TreeSet<String> statuses) {}

  void tell(DistributionFeed.Sink sink) throws IOException {
    collect(vulnerability.recommended(), null);
    for (Status status : Status.values()) {
      collect(vulnerability.statuses().getOrDefault(status, List.of()), status);
    }
    String id = vulnerability.ids().getFirst();
    for (String ecosystem : ecosystems) {
      sink.spokenOf(ecosystem, id);
    }
    Advisory advisory = advisory(id);
    List<Affected> affected = new ArrayList<>();
    packages.forEach(
        (key, said) -> {
          TreeSet<String> fixes =
              said.fixes().isEmpty() && !said.statuses().isEmpty() ? fixesNear(key) : said.fixes();
          for (String fix : fixes) {
            affected.add(affected(advisory, key, Ranges.below(fix), null));
          }
          if (fixes.isEmpty() && !said.statuses().isEmpty()) {
            affected.add(affected(advisory, key, Ranges.all(), said.statuses().first()));
          }
        });
    if (!affected.isEmpty()) {
      sink.record(new OsvRecord(advisory, affected));
    }
  }

  /// Builds with the fix that another product of the same service pack has: a module of the server,
  /// or its longer support. An image does not tell which of these it is from.
  private TreeSet<String> fixesNear(Key key) {
    TreeSet<String> fixes = new TreeSet<>();
    String pack = servicePack(key.ecosystem());
    packages.forEach(
        (other, said) -> {
          if (!pack.isEmpty()
              && other.name().equals(key.name())
              && servicePack(other.ecosystem()).equals(pack)) {
            fixes.addAll(said.fixes());
          }
        });
    return fixes;
  }

  /// `15 SP3` of `SUSE:Linux Enterprise Server 15 SP3-LTSS`; `""` of products that stand alone.
  private static String servicePack(String ecosystem) {
    if (!ecosystem.startsWith("SUSE:Linux Enterprise ")) {
      return "";
    }
    int from = 0;
    while (from < ecosystem.length() && !Character.isDigit(ecosystem.charAt(from))) {
      from++;
    }
    int end = ecosystem.indexOf('-', from);
    return ecosystem.substring(from, end < 0 ? ecosystem.length() : end);
  }

  private static Affected affected(
      Advisory advisory, Key key, List<Affected.Range> ranges, @Nullable String status) {
    return new Affected(
        advisory, key.ecosystem(), key.name(), ranges, List.of(), status, null, List.of());
  }

  /// @param status `null` for what is recommended
  private void collect(List<String> products, @Nullable Status status) {
    for (String id : products) {
      Product product = document.products().get(id);
      String component = product == null ? null : product.component();
      String platform = product == null ? null : product.platform();
      int colon = id.indexOf(':');
      if ((component == null || platform == null) && colon > 0) {
        platform = id.substring(0, colon); // as relationships would have it
        component = id.substring(colon + 1);
      }
      String ecosystem = platform == null ? null : ecosystem(platform);
      if (ecosystem != null) {
        ecosystems.add(ecosystem);
        Product part = component == null ? null : document.products().get(component);
        SourcePackage source = part == null ? null : SourcePackage.of(part.purls());
        if (source != null) {
          add(new Key(ecosystem, source.name()), source.version(), status);
        }
      }
    }
  }

  private void add(Key key, String version, @Nullable Status status) {
    if (status == Status.NOT_AFFECTED) {
      return;
    }
    Said said = packages.computeIfAbsent(key, _ -> new Said(new TreeSet<>(), new TreeSet<>()));
    if (status == null || status == Status.FIXED) {
      if (!version.isEmpty()) {
        said.fixes().add(version);
      }
    } else {
      said.statuses()
          .add(status == Status.UNDER_INVESTIGATION ? "under-investigation" : "affected");
    }
  }

  /// `null` for products whose packages are not SUSE's own, and for images.
  private @Nullable String ecosystem(String platform) {
    Product product = document.products().get(platform);
    String name = product == null || product.name().isEmpty() ? platform : product.name();
    if (name.startsWith("SUSE Linux ")) {
      return "SUSE:" + name.substring("SUSE ".length());
    }
    return name.startsWith("openSUSE ") ? "openSUSE:" + name.substring("openSUSE ".length()) : null;
  }

  private Advisory advisory(String id) {
    boolean cve = id.startsWith("CVE-");
    return new Advisory(
        cve ? "SUSE-" + id : id,
        List.of(),
        cve ? List.of(id) : List.of(),
        vulnerability.title(),
        vulnerability.published(),
        document.released(),
        CsafFiles.severities(vulnerability),
        severity(),
        null,
        vulnerability.cwes(),
        cve ? "https://www.suse.com/security/cve/" + id + ".html" : null);
  }

  private @Nullable String severity() {
    for (Remark threat : vulnerability.threats()) {
      if (threat.category().equals("impact") && !threat.text().isEmpty()) {
        return threat.text();
      }
    }
    return document.severity();
  }
}

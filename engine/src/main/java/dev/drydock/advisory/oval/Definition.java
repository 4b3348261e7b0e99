package dev.drydock.advisory.oval;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.distribution.Ranges;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.document.Xml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One definition of the class `patch`:
///
/// ```xml
/// <definition class="patch"><metadata><title>ELSA-2024-1: curl security update (MODERATE)</title>
///     <reference source="CVE" ref_id="CVE-2024-1"/><advisory><severity>MODERATE</severity>
///       <issued date="2024-01-31"/><cve>CVE-2024-1</cve></advisory></metadata>
///   <criteria operator="AND"><criterion comment="Oracle Linux 9 is installed"/>
///     <criteria operator="AND"><criterion comment="Oracle Linux arch is x86_64"/>
///       <criterion comment="Module nodejs:18 is enabled"/>
///       <criterion comment="curl is earlier than 0:7.76.1-26.el9_3.3"/></criteria></criteria>
/// </definition>
/// ```
final class Definition {
  private static final String EARLIER = " is earlier than ";
  private static final String ARCH = " arch is ";

  private final Xml definition;
  private final Xml metadata;
  private final String ecosystem;
  private final String platform;
  private final Map<Fix, Set<String>> fixes = new LinkedHashMap<>();

  Definition(Xml definition, String ecosystem, String platform) {
    this.definition = definition;
    this.metadata = definition.child("metadata").orElse(definition);
    this.ecosystem = ecosystem;
    this.platform = platform;
  }

  /// A build that has the fix.
  private record Fix(String release, String name, String version) {}

  /// What holds where a criterion stands: conditions of the criteria around it. Streams of modules
  /// are in the title too, where matching looks for them.
  private record Where(String release, String architecture) {}

  /// `null` where it is of another class, or names no package.
  @Nullable OsvRecord record() {
    String title = metadata.text("title");
    if (title == null || !"patch".equals(definition.attributes().getOrDefault("class", "patch"))) {
      return null;
    }
    for (Xml criteria : definition.children("criteria")) {
      criteria(criteria, new Where("", ""));
    }
    int colon = title.indexOf(": ");
    String id = id(colon < 0 ? title : title.substring(0, colon));
    if (fixes.isEmpty() || id.isEmpty()) {
      return null;
    }
    Advisory advisory = advisory(id, colon < 0 ? title : title.substring(colon + 2));
    List<Affected> affected = new ArrayList<>(fixes.size());
    fixes.forEach(
        (fix, architectures) ->
            affected.add(
                new Affected(
                    advisory,
                    ecosystem + ":" + fix.release(),
                    fix.name(),
                    Ranges.below(fix.version()),
                    List.of(),
                    null,
                    null,
                    architectures.contains("") || architectures.size() > 1
                        ? List.of()
                        : List.copyOf(architectures))));
    return new OsvRecord(advisory, affected);
  }

  private static String id(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return text.substring(0, end);
  }

  private void criteria(Xml criteria, Where around) {
    Where here = around;
    for (Xml criterion : criteria.children("criterion")) {
      String comment = criterion.attributes().getOrDefault("comment", "");
      here = condition(comment, here);
    }
    for (Xml criterion : criteria.children("criterion")) {
      String comment = criterion.attributes().getOrDefault("comment", "");
      int at = comment.indexOf(EARLIER);
      if (at > 0 && !here.release().isEmpty()) {
        String name = comment.substring(0, at).strip();
        String version = comment.substring(at + EARLIER.length()).strip();
        fixes
            .computeIfAbsent(
                new Fix(
                    here.release(),
                    name,
                    version.startsWith("0:") ? version.substring(2) : version),
                _ -> new LinkedHashSet<>())
            .add(here.architecture());
      }
    }
    for (Xml inner : criteria.children("criteria")) {
      criteria(inner, here);
    }
  }

  private Where condition(String comment, Where here) {
    if (comment.startsWith(platform) && comment.endsWith(" is installed")) {
      String release =
          comment.substring(platform.length(), comment.length() - " is installed".length()).strip();
      return new Where(release, here.architecture());
    }
    if (comment.startsWith(platform + ARCH)) {
      return new Where(
          here.release(), comment.substring(platform.length() + ARCH.length()).strip());
    }
    return here;
  }

  private Advisory advisory(String id, String title) {
    Xml details = metadata.child("advisory").orElse(metadata);
    Set<String> cves = new LinkedHashSet<>();
    for (Xml reference : metadata.children("reference")) {
      String cve = reference.attribute("ref_id");
      if ("CVE".equalsIgnoreCase(reference.attribute("source")) && cve != null) {
        cves.add(cve);
      }
    }
    for (Xml cve : details.children("cve")) {
      if (cve.text().startsWith("CVE-")) {
        cves.add(cve.text());
      }
    }
    String issued = details.child("issued").map(date -> date.attribute("date")).orElse(null);
    String day =
        issued == null || issued.length() < 10 ? null : issued.substring(0, 10) + "T00:00:00Z";
    return new Advisory(
        id,
        List.of(),
        List.copyOf(cves),
        title.strip(),
        day,
        day,
        List.of(),
        details.text("severity"),
        null,
        List.of(),
        id.startsWith("ELSA-") ? "https://linux.oracle.com/errata/" + id + ".html" : null);
  }
}

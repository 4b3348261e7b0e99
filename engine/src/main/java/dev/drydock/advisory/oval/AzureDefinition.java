package dev.drydock.advisory.oval;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Affected.Event;
import dev.drydock.advisory.distribution.DistributionFeed;
import dev.drydock.advisory.distribution.Ranges;
import dev.drydock.advisory.osv.OsvRecord;
import dev.drydock.document.Xml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One definition of Azure Linux, of the class `vulnerability`: one CVE of one package.
///
/// ```xml
/// <definition class="vulnerability" id="oval:com.microsoft.azurelinux:def:1"><metadata>
///     <title>CVE-2024-1 affecting package curl for versions less than 8.8.0-3</title>
///     <reference ref_id="CVE-2024-1" source="CVE"/><patchable>true</patchable>
///     <advisory_date>2024-06-01T00:00:00Z</advisory_date><severity>High</severity></metadata>
///   <criteria operator="AND"><criterion test_ref="oval:com.microsoft.azurelinux:tst:1"/></criteria>
/// </definition>
/// ```
///
/// `patchable` is `false` where there is no fix yet, and `Not Applicable` where the CVE turned out
/// to be none.
final class AzureDefinition {
  private static final String ECOSYSTEM = "Azure Linux:";

  private final Xml definition;
  private final Xml metadata;
  private final RpmTests tests;
  private final Map<String, Bounds> packages = new LinkedHashMap<>();

  AzureDefinition(Xml definition, RpmTests tests) {
    this.definition = definition;
    this.metadata = definition.child("metadata").orElse(definition);
    this.tests = tests;
  }

  /// Between which versions a package is affected.
  private static final class Bounds {
    @Nullable String from;
    @Nullable Event end;

    List<Affected.Range> ranges() {
      List<Event> events = new ArrayList<>();
      events.add(new Event(Event.Kind.INTRODUCED, from == null ? "0" : from));
      if (end != null) {
        events.add(end);
      }
      return Ranges.of(events);
    }
  }

  void tell(DistributionFeed.Sink sink) throws IOException {
    String cve = cve();
    if (cve == null || !"vulnerability".equals(definition.attribute("class"))) {
      return;
    }
    for (Xml criteria : definition.children("criteria")) {
      criteria(criteria);
    }
    Advisory advisory = advisory(cve);
    boolean applicable = !AzureLinuxFeed.text(metadata, "patchable").equals("Not Applicable");
    List<Affected> affected = new ArrayList<>();
    for (Map.Entry<String, Bounds> entry : packages.entrySet()) {
      String release = release(entry.getValue());
      if (release != null) {
        sink.spokenOf(ECOSYSTEM + release, cve);
        affected.add(
            new Affected(
                advisory,
                ECOSYSTEM + release,
                entry.getKey(),
                entry.getValue().ranges(),
                List.of(),
                null,
                null,
                List.of()));
      }
    }
    if (applicable && !affected.isEmpty()) {
      sink.record(new OsvRecord(advisory, affected));
    }
  }

  private @Nullable String cve() {
    for (Xml reference : metadata.children("reference")) {
      String id = reference.attribute("ref_id");
      if ("CVE".equalsIgnoreCase(reference.attribute("source")) && id != null) {
        return id;
      }
    }
    return null;
  }

  private void criteria(Xml criteria) {
    for (Xml criterion : criteria.children("criterion")) {
      String reference = criterion.attribute("test_ref");
      RpmTests.Comparison comparison = reference == null ? null : tests.of(reference);
      if (comparison != null) {
        compare(comparison);
      }
    }
    for (Xml inner : criteria.children("criteria")) {
      criteria(inner);
    }
  }

  private void compare(RpmTests.Comparison comparison) {
    Bounds bounds = packages.computeIfAbsent(comparison.name(), _ -> new Bounds());
    switch (comparison.operation()) {
      case "less than" -> bounds.end = new Event(Event.Kind.FIXED, comparison.version());
      case "less than or equal", "equals" ->
          bounds.end = new Event(Event.Kind.LAST_AFFECTED, comparison.version());
      case "greater than", "greater than or equal" -> bounds.from = comparison.version();
      default -> {
        // none that orders versions
      }
    }
  }

  /// By the distribution's tag, which every version ends in: `8.8.0-3.azl3`, `1.22.3-5.cm2`.
  private static @Nullable String release(Bounds bounds) {
    String version = bounds.end == null ? bounds.from : bounds.end.version();
    for (String tag : version == null ? new String[0] : new String[] {".azl", ".cm"}) {
      int at = version == null ? -1 : version.lastIndexOf(tag);
      if (version != null && at >= 0 && digits(version, at + tag.length())) {
        return version.substring(at + tag.length());
      }
    }
    return null;
  }

  private static boolean digits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < text.length();
  }

  private Advisory advisory(String cve) {
    String id = AzureLinuxFeed.text(metadata, "advisory_id");
    String own = String.valueOf(definition.attribute("id"));
    String date = metadata.text("advisory_date");
    return new Advisory(
        "AZL-" + (id.isEmpty() ? own.substring(own.lastIndexOf(':') + 1) : id),
        List.of(),
        List.of(cve),
        metadata.text("title"),
        date,
        date,
        List.of(),
        metadata.text("severity"),
        null,
        List.of(),
        null);
  }
}

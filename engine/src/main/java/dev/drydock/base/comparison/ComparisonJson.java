package dev.drydock.base.comparison;

import dev.drydock.base.comparison.BaseComparison.FindingChange;
import dev.drydock.base.comparison.BaseComparison.PackageChange;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.json.JsonWriter;
import dev.drydock.limits.Limits;
import dev.drydock.triage.Priority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A comparison as a document:
///
/// ```json
/// {"before": {"name": "…", "digest": "sha256:…", "size": 1}, "after": {…},
///  "packages": [{"type": "deb", "name": "openssl", "change": "changed", "before": ["1"], "after": ["2"]}],
///  "findings": {"act": {"gone": [], "new": [], "stayed": []}, "attend": {…}, "track": {…}},
///  "licences": {"new": [], "gone": []}, "hardening": {"new": [], "gone": []}}
/// ```
public final class ComparisonJson {
  private ComparisonJson() {}

  public static void write(BaseComparison comparison, OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object();
    members(comparison, json);
    json.end();
    json.flush();
  }

  /// The same as a tree, with the texts for people, as evidence has it.
  public static Json withTexts(BaseComparison comparison, Limits limits) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(comparison, out);
    Map<String, Json> members =
        new LinkedHashMap<>(
            new JsonReader(limits).read(out.toByteArray(), "a comparison").members());
    members.put("table", new Json.Text(ComparisonText.table(comparison)));
    members.put("markdown", new Json.Text(ComparisonText.markdown(comparison)));
    return new Json.Obj(members);
  }

  /// The members of an object that is open.
  private static void members(BaseComparison comparison, JsonWriter json) throws IOException {
    side("before", comparison.before(), json);
    side("after", comparison.after(), json);
    json.array("packages");
    for (PackageChange change : comparison.packages()) {
      json.object()
          .member("type", change.type())
          .member("name", change.name())
          .member("change", change.kind().name().toLowerCase(Locale.ROOT))
          .member("before", change.before())
          .member("after", change.after())
          .end();
    }
    json.end();
    json.object("findings");
    for (Map.Entry<Priority, FindingChange> entry : comparison.findings().entrySet()) {
      json.object(entry.getKey().word())
          .member("gone", entry.getValue().gone())
          .member("new", entry.getValue().added())
          .member("stayed", entry.getValue().stayed())
          .end();
    }
    json.end();
    json.object("licences")
        .member("new", comparison.licencesAdded())
        .member("gone", comparison.licencesGone())
        .end();
    json.object("hardening")
        .member("new", comparison.objectionsAdded())
        .member("gone", comparison.objectionsGone())
        .end();
  }

  private static void side(String name, ExaminedBase base, JsonWriter json) throws IOException {
    json.object(name)
        .member("name", base.name())
        .optional("digest", base.digest() == null ? null : base.digest().toString())
        .member("size", base.hardening().size())
        .end();
  }
}

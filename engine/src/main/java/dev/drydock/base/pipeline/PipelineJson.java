package dev.drydock.base.pipeline;

import dev.drydock.base.pipeline.VariantReport.Fix;
import dev.drydock.image.Digest;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a pipeline's variants, as a document:
///
/// ```json
/// {"variants": [{"variant": "debian/12", "outcome": "ready", "candidate": "…", "digest": "sha256:…",
///   "steps": [{"step": "build", "passed": true, "reused": false, "lines": []}],
///   "comparison": {…}, "fix": {"passed": true, "diff": "…", "candidate": "…", "steps": […]}}]}
/// ```
public final class PipelineJson {
  private PipelineJson() {}

  public static byte[] bytes(List<VariantReport> reports) {
    List<Json> variants = new ArrayList<>();
    for (VariantReport report : reports) {
      Map<String, Json> members = new LinkedHashMap<>();
      members.put("variant", new Json.Text(report.variant()));
      members.put("outcome", new Json.Text(report.outcome().word()));
      way(
          report.candidate(),
          report.digest(),
          report.steps(),
          report.comparison(),
          report.failure(),
          members);
      Fix fix = report.fix();
      if (fix != null) {
        Map<String, Json> tried = new LinkedHashMap<>();
        tried.put("passed", new Json.Bool(fix.passed()));
        tried.put("diff", new Json.Text(fix.diff()));
        way(fix.candidate(), fix.digest(), fix.steps(), fix.comparison(), fix.failure(), tried);
        members.put("fix", new Json.Obj(tried));
      }
      variants.add(new Json.Obj(members));
    }
    return CompactJson.bytes(new Json.Obj(Map.of("variants", new Json.Array(variants))));
  }

  private static void way(
      @Nullable String candidate,
      @Nullable Digest digest,
      List<StepReport> steps,
      @Nullable Json comparison,
      @Nullable String failure,
      Map<String, Json> members) {
    text("candidate", candidate, members);
    text("digest", digest == null ? null : digest.toString(), members);
    List<Json> all = new ArrayList<>();
    for (StepReport step : steps) {
      Map<String, Json> one = new LinkedHashMap<>();
      one.put("step", new Json.Text(step.step().word()));
      one.put("passed", new Json.Bool(step.passed()));
      one.put("reused", new Json.Bool(step.reused()));
      one.put("lines", new Json.Array(step.lines().stream().<Json>map(Json.Text::new).toList()));
      all.add(new Json.Obj(one));
    }
    members.put("steps", new Json.Array(all));
    if (comparison != null) {
      members.put("comparison", comparison);
    }
    text("failure", failure, members);
  }

  private static void text(String name, @Nullable String value, Map<String, Json> members) {
    if (value != null) {
      members.put(name, new Json.Text(value));
    }
  }
}

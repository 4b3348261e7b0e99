package dev.drydock.base.pipeline;

import dev.drydock.base.declaration.Hardening.Allowance;
import dev.drydock.base.hardening.HardeningResult;
import dev.drydock.base.hardening.HardeningResult.Excused;
import dev.drydock.base.hardening.Objection;
import dev.drydock.base.testing.TestResult;
import dev.drydock.bom.Component;
import dev.drydock.image.Digest;
import dev.drydock.json.Json;
import dev.drydock.match.Finding;
import dev.drydock.policy.Level;
import dev.drydock.policy.Subject;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each step says about a candidate, as it is signed, and the lines for people in it. A report
/// is made of these alone, so that it is the same whether a step was run or had been before.
///
/// ```json
/// {"inputs": "sha256:…", "variant": "debian/12", "result": "failed",
///  "lines": ["setuid /usr/bin/passwd (layer 0): …; …"], "notes": [], "size": 1234}
/// ```
final class Predicates {
  private static final String RESULT = "result";
  private static final String LINES = "lines";
  private static final String NOTES = "notes";

  /// More than people read, and than a registry likes.
  private static final int MOST = 500;

  private Predicates() {}

  static Json build(String variant, Map<String, Digest> images) {
    Map<String, Json> members = named(variant);
    Map<String, Json> named = new LinkedHashMap<>();
    images.forEach((name, digest) -> named.put(name, new Json.Text(digest.toString())));
    members.put("images", new Json.Obj(named));
    return new Json.Obj(members);
  }

  static Json hardening(String variant, HardeningResult result) {
    List<String> lines = new ArrayList<>();
    for (Objection one : result.objections()) {
      lines.add(words(one) + "; " + one.fix());
    }
    List<String> notes = new ArrayList<>();
    for (Excused one : result.excused()) {
      notes.add(words(one.objection()) + "; allowed: " + one.allowance().reason());
    }
    for (Allowance one : result.unused()) {
      notes.add(
          "the allowance in line "
              + one.at().line()
              + " for "
              + one.check().word()
              + " allows nothing; take it out");
    }
    Map<String, Json> members = result(variant, result.passes(), lines, notes);
    members.put("profile", new Json.Text(result.profile().word()));
    members.put("size", new Json.Number(Long.toString(result.size())));
    return new Json.Obj(members);
  }

  private static String words(Objection one) {
    return one.check().word()
        + (one.subject() == null ? "" : " " + one.subject())
        + (one.layer() < 0 ? "" : " (layer " + one.layer() + ")")
        + ": "
        + one.why();
  }

  static Json tests(String variant, List<TestResult> results, List<String> notes) {
    List<String> lines = new ArrayList<>();
    for (TestResult one : results) {
      for (String reason : one.reasons()) {
        lines.add(one.kind().word() + " \"" + one.name() + "\": " + reason);
      }
    }
    Map<String, Json> members = result(variant, lines.isEmpty(), lines, notes);
    members.put("tests", new Json.Number(Integer.toString(results.size())));
    return new Json.Obj(members);
  }

  /// @param comparison with the version in use; `null` where there is none
  static Json verdict(
      String variant,
      Scan scan,
      Workshop.Ruling ruling,
      List<String> more,
      @Nullable Json comparison) {
    Verdict verdict = ruling.verdict();
    List<String> lines = new ArrayList<>();
    for (Violation one : verdict.of(Level.DENY)) {
      lines.add(words(one, scan));
    }
    List<String> notes = new ArrayList<>();
    for (Violation one : verdict.of(Level.WARN)) {
      notes.add(words(one, scan));
    }
    notes.addAll(verdict.notes());
    notes.addAll(more);
    Map<String, Json> members = result(variant, verdict.passes(), lines, notes);
    members.put("policy", new Json.Text(ruling.policy()));
    if (comparison != null) {
      members.put("comparison", comparison);
    }
    return new Json.Obj(members);
  }

  private static String words(Violation one, Scan scan) {
    String subject =
        switch (one.subject()) {
          case Subject.OfFinding(int index) -> {
            Finding finding = scan.findings().findings().get(index);
            yield finding.id() + " in " + words(finding.component()) + ": ";
          }
          case Subject.OfObservation(int index) -> scan.observations().get(index).message() + ": ";
          case Subject.OfComponent(int index) ->
              words(scan.findings().bom().components().get(index)) + ": ";
          case Subject.OfImage() -> "";
        };
    return one.rule() + ": " + subject + one.reason();
  }

  private static String words(Component component) {
    return component.name() + " " + component.version();
  }

  private static Map<String, Json> named(String variant) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("variant", new Json.Text(variant));
    return members;
  }

  private static Map<String, Json> result(
      String variant, boolean passed, List<String> lines, List<String> notes) {
    Map<String, Json> members = named(variant);
    members.put(RESULT, new Json.Text(passed ? "passed" : "failed"));
    members.put(LINES, texts(lines));
    members.put(NOTES, texts(notes));
    return members;
  }

  private static Json texts(List<String> lines) {
    List<Json> texts = new ArrayList<>();
    for (String line : lines.subList(0, Math.min(MOST, lines.size()))) {
      texts.add(new Json.Text(line));
    }
    if (lines.size() > MOST) {
      texts.add(new Json.Text("and " + (lines.size() - MOST) + " more"));
    }
    return new Json.Array(texts);
  }

  static StepReport report(Step step, Json predicate, boolean reused) {
    boolean passed = "passed".equals(predicate.text(RESULT));
    return new StepReport(
        step, passed, reused, passed ? predicate.texts(NOTES) : predicate.texts(LINES));
  }
}

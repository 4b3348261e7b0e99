package dev.drydock.report.cyclonedx;

import dev.drydock.json.JsonWriter;
import dev.drydock.match.Finding;
import dev.drydock.report.CleanText;
import dev.drydock.vex.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The member `analysis` of a vulnerability: what somebody has found out about it here.
///
/// @param state a word of CycloneDX's; `null` where nobody has said anything
/// @param justification a word of CycloneDX's; `null` where it has none for what is said
/// @param response words of CycloneDX's
/// @param detail for people
record Analysis(
    @Nullable String state,
    @Nullable String justification,
    List<String> response,
    @Nullable String detail) {
  private static final Set<String> JUSTIFICATIONS =
      Set.of(
          "code_not_present",
          "code_not_reachable",
          "requires_configuration",
          "requires_dependency",
          "requires_environment",
          "protected_by_compiler",
          "protected_at_runtime",
          "protected_at_perimeter",
          "protected_by_mitigating_control");

  /// Of an open finding.
  ///
  /// @param said the VEX statement about it; `null` where there is none
  /// @param excused who answers for it until when; `null` where nobody does
  static Analysis of(Finding finding, @Nullable Statement said, @Nullable String excused) {
    if (said != null) {
      return of(said);
    }
    return switch (finding.status()) {
      case WILL_NOT_FIX -> new Analysis("exploitable", null, List.of("will_not_fix"), excused);
      case UNDER_INVESTIGATION -> new Analysis("in_triage", null, List.of(), excused);
      case UNDETERMINED ->
          new Analysis(
              "in_triage",
              null,
              List.of(),
              excused == null ? "The version cannot be compared: nobody knows yet." : excused);
      case AFFECTED ->
          new Analysis(excused == null ? null : "exploitable", null, List.of(), excused);
      case FIXED -> new Analysis("resolved", null, List.of(), excused);
      case NOT_AFFECTED -> new Analysis("not_affected", null, List.of(), excused);
    };
  }

  /// As a VEX statement has it.
  static Analysis of(Statement said) {
    String state =
        switch (said.status()) {
          case NOT_AFFECTED -> "not_affected";
          case AFFECTED -> "exploitable";
          case FIXED -> "resolved";
          case UNDER_INVESTIGATION -> "in_triage";
        };
    return new Analysis(
        state,
        said.status() == Statement.Status.NOT_AFFECTED ? justification(said) : null,
        said.willNotFix() ? List.of("will_not_fix") : List.of(),
        detail(said));
  }

  private static @Nullable String justification(Statement said) {
    String word = said.justification();
    if (word == null || JUSTIFICATIONS.contains(word)) {
      return word;
    }
    return switch (word) {
      case "component_not_present", "vulnerable_code_not_present" -> "code_not_present";
      case "vulnerable_code_not_in_execute_path" -> "code_not_reachable";
      case "inline_mitigations_already_exist" -> "protected_by_mitigating_control";
      default -> null;
    };
  }

  private static String detail(Statement said) {
    StringBuilder detail = new StringBuilder(said.status().word());
    if (said.justification() != null) {
      detail.append(", ").append(said.justification());
    }
    if (said.impact() != null) {
      detail.append(": ").append(said.impact());
    }
    if (said.action() != null) {
      detail.append(". ").append(said.action());
    }
    detail.append(" (");
    if (!said.document().author().isEmpty()) {
      detail.append(said.document().author()).append(" in ");
    }
    return CleanText.line(detail.append(said.document().source()).append(')').toString());
  }

  void write(JsonWriter json) throws IOException {
    if (state == null && detail == null) {
      return;
    }
    json.object("analysis").optional("state", state).optional("justification", justification);
    if (!response.isEmpty()) {
      json.member("response", response);
    }
    json.optional("detail", detail == null ? null : CleanText.line(detail)).end();
  }
}

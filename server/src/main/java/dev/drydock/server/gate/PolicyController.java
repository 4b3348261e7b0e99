package dev.drydock.server.gate;

import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.server.access.Caller;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Policies of organisations, teams and projects: YAML documents, each inheriting from the one
/// above.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class PolicyController {
  private static final String OF_TEAM = "/teams/{team}/policy";
  private static final String OF_PROJECT = "/projects/{project}/policy";
  private static final String VERSIONS = "/versions";
  private static final String IF_MATCH = "If-Match";
  private static final int LONGEST_REASON = 2000;

  private final Lineages lineages;
  private final PolicyStore policies;
  private final EffectivePolicies effective;
  private final PolicyEdits edits;

  PolicyController(
      Lineages lineages, PolicyStore policies, EffectivePolicies effective, PolicyEdits edits) {
    this.lineages = lineages;
    this.policies = policies;
    this.effective = effective;
    this.edits = edits;
  }

  /// A version of the document of a place.
  ///
  /// @param document not there where it was taken away
  record Written(
      int version,
      @Nullable String document,
      String reason,
      String account,
      @Nullable Instant writtenAt) {
    static Written of(PolicyVersion version) {
      return new Written(
          version.version(),
          version.document(),
          version.reason(),
          version.account(),
          version.writtenAt());
    }
  }

  @GetMapping("/policy")
  @Operation(operationId = "policyOfOrganisation", summary = "The policy of an organisation")
  ResponseEntity<EffectivePolicy> ofOrganisation(@PathVariable String organisation) {
    return show(lineages.organisation(organisation));
  }

  @GetMapping(OF_TEAM)
  @Operation(operationId = "policyOfTeam", summary = "The policy that counts in a team")
  ResponseEntity<EffectivePolicy> ofTeam(
      @PathVariable String organisation, @PathVariable String team) {
    return show(lineages.team(organisation, team));
  }

  @GetMapping(OF_PROJECT)
  @Operation(
      operationId = "policyOfProject",
      summary = "The policy that counts in a project, with the exceptions that were approved")
  ResponseEntity<EffectivePolicy> ofProject(
      @PathVariable String organisation, @PathVariable String project) {
    return show(lineages.project(organisation, project));
  }

  @PutMapping(path = "/policy", consumes = "application/yaml")
  @Operation(
      operationId = "writePolicyOfOrganisation",
      summary = "Write the policy of an organisation")
  ResponseEntity<Written> writeOfOrganisation(
      @PathVariable String organisation,
      @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(required = false, defaultValue = "") String reason,
      @RequestBody byte[] document,
      @AuthenticationPrincipal Caller caller) {
    return edit(lineages.organisation(organisation), caller, ifMatch, document, reason);
  }

  @PutMapping(path = OF_TEAM, consumes = "application/yaml")
  @Operation(operationId = "writePolicyOfTeam", summary = "Write the policy of a team")
  ResponseEntity<Written> writeOfTeam(
      @PathVariable String organisation,
      @PathVariable String team,
      @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(required = false, defaultValue = "") String reason,
      @RequestBody byte[] document,
      @AuthenticationPrincipal Caller caller) {
    return edit(lineages.team(organisation, team), caller, ifMatch, document, reason);
  }

  @PutMapping(path = OF_PROJECT, consumes = "application/yaml")
  @Operation(operationId = "writePolicyOfProject", summary = "Write the policy of a project")
  ResponseEntity<Written> writeOfProject(
      @PathVariable String organisation,
      @PathVariable String project,
      @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(required = false, defaultValue = "") String reason,
      @RequestBody byte[] document,
      @AuthenticationPrincipal Caller caller) {
    return edit(lineages.project(organisation, project), caller, ifMatch, document, reason);
  }

  @DeleteMapping("/policy")
  @Operation(
      operationId = "removePolicyOfOrganisation",
      summary = "Take the policy of an organisation away; its versions stay")
  ResponseEntity<Written> removeOfOrganisation(
      @PathVariable String organisation,
      @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(required = false, defaultValue = "") String reason,
      @AuthenticationPrincipal Caller caller) {
    return edit(lineages.organisation(organisation), caller, ifMatch, null, reason);
  }

  @DeleteMapping(OF_TEAM)
  @Operation(
      operationId = "removePolicyOfTeam",
      summary = "Take the policy of a team away; its versions stay")
  ResponseEntity<Written> removeOfTeam(
      @PathVariable String organisation,
      @PathVariable String team,
      @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(required = false, defaultValue = "") String reason,
      @AuthenticationPrincipal Caller caller) {
    return edit(lineages.team(organisation, team), caller, ifMatch, null, reason);
  }

  @DeleteMapping(OF_PROJECT)
  @Operation(
      operationId = "removePolicyOfProject",
      summary = "Take the policy of a project away; its versions stay")
  ResponseEntity<Written> removeOfProject(
      @PathVariable String organisation,
      @PathVariable String project,
      @RequestHeader(name = IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestParam(required = false, defaultValue = "") String reason,
      @AuthenticationPrincipal Caller caller) {
    return edit(lineages.project(organisation, project), caller, ifMatch, null, reason);
  }

  @GetMapping("/policy" + VERSIONS)
  @Operation(
      operationId = "policyVersionsOfOrganisation",
      summary = "All versions of the policy of an organisation, the newest first")
  Page<Written> versionsOfOrganisation(@PathVariable String organisation, PageRequest page) {
    return versions(lineages.organisation(organisation), page);
  }

  @GetMapping(OF_TEAM + VERSIONS)
  @Operation(
      operationId = "policyVersionsOfTeam",
      summary = "All versions of the policy of a team, the newest first")
  Page<Written> versionsOfTeam(
      @PathVariable String organisation, @PathVariable String team, PageRequest page) {
    return versions(lineages.team(organisation, team), page);
  }

  @GetMapping(OF_PROJECT + VERSIONS)
  @Operation(
      operationId = "policyVersionsOfProject",
      summary = "All versions of the policy of a project, the newest first")
  Page<Written> versionsOfProject(
      @PathVariable String organisation, @PathVariable String project, PageRequest page) {
    return versions(lineages.project(organisation, project), page);
  }

  private ResponseEntity<EffectivePolicy> show(Lineage lineage) {
    EffectivePolicy policy = effective.of(lineage);
    return Versions.answer(policy.version(), policy);
  }

  /// @param document `null` to take it away
  private ResponseEntity<Written> edit(
      Lineage lineage,
      Caller caller,
      @Nullable String ifMatch,
      byte @Nullable [] document,
      String reason) {
    int expected = Versions.expected(ifMatch);
    if (reason.length() > LONGEST_REASON) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "reason has at most " + LONGEST_REASON + " characters");
    }
    String text = document == null ? null : text(document);
    PolicyVersion now = edits.edit(lineage, caller, expected, text, reason.strip());
    return Versions.answer(now.version(), Written.of(now));
  }

  private static String text(byte[] document) {
    if (document.length > PolicySource.MOST_BYTES) {
      throw new Problem(HttpStatus.CONTENT_TOO_LARGE, "A policy has at most 1 MiB");
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      if (text.indexOf('\0') >= 0) {
        throw Problem.invalid("The policy has a NUL in it; write it as plain text");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw Problem.invalid("The policy is no UTF-8; save it as that");
    }
  }

  private Page<Written> versions(Lineage lineage, PageRequest page) {
    return policies.versions(lineage.place(), page).map(Written::of);
  }
}

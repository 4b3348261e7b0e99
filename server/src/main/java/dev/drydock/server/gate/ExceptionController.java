package dev.drydock.server.gate;

import dev.drydock.policy.exception.OpenVexExport;
import dev.drydock.policy.rule.Approval;
import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Permission;
import dev.drydock.server.gate.ExceptionAnswers.Listed;
import dev.drydock.server.gate.ExceptionAnswers.Single;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Exceptions that are asked for, and decisions on them.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class ExceptionController {
  private static final String PROJECT = "/projects/{project}/exceptions";
  private static final String ONE = PROJECT + "/{number}";

  private final Lineages lineages;
  private final ExceptionRequests requests;
  private final ExceptionStore exceptions;
  private final PolicyChains chains;
  private final Clock clock;

  ExceptionController(
      Lineages lineages,
      ExceptionRequests requests,
      ExceptionStore exceptions,
      PolicyChains chains,
      Clock clock) {
    this.lineages = lineages;
    this.requests = requests;
    this.exceptions = exceptions;
    this.chains = chains;
    this.clock = clock;
  }

  private static final String APPROVE = "approve";
  private static final String REFUSE = "refuse";

  /// @param decision `approve` or `refuse`
  record Decision(
      @NotNull @Pattern(regexp = APPROVE + "|" + REFUSE) String decision,
      @Size(max = 2000) @Nullable String comment) {}

  record Withdrawal(@Size(max = 2000) @Nullable String comment) {}

  record Comment(@NotBlank @Size(max = 2000) String text) {}

  @GetMapping("/exceptions")
  @Operation(
      operationId = "exceptionsOfOrganisation",
      summary = "Exceptions of all projects that the caller sees, the newest first")
  Page<Listed> ofOrganisation(
      @PathVariable String organisation,
      @RequestParam(required = false) @Nullable String state,
      PageRequest page,
      @AuthenticationPrincipal Caller caller) {
    int id = lineages.organisation(organisation).organisation().id();
    return exceptions
        .ofOrganisation(id, caller.reach(Permission.READ, id), state(state), page)
        .map(exception -> ExceptionAnswers.listed(exception, chains.today()));
  }

  @GetMapping(PROJECT)
  @Operation(
      operationId = "exceptionsOfProject",
      summary = "Exceptions of a project, the newest first")
  Page<Listed> ofProject(
      @PathVariable String organisation,
      @PathVariable String project,
      @RequestParam(required = false) @Nullable String state,
      PageRequest page) {
    int id = lineages.project(organisation, project).requireProject().id();
    return exceptions
        .ofProject(id, state(state), page)
        .map(exception -> ExceptionAnswers.listed(exception, chains.today()));
  }

  private static @Nullable ExceptionState state(@Nullable String word) {
    if (word == null) {
      return null;
    }
    try {
      return ExceptionState.of(word);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "state is requested, approved, refused, withdrawn or expired");
    }
  }

  @PostMapping(PROJECT)
  @Operation(
      operationId = "askForException",
      summary = "Ask for an exception; the same again gives what was asked for before")
  ResponseEntity<Single> ask(
      @PathVariable String organisation,
      @PathVariable String project,
      @Valid @RequestBody AskedException asked,
      @AuthenticationPrincipal Caller caller) {
    Lineage lineage = lineages.project(organisation, project);
    ExceptionRequests.Asked answer = requests.ask(lineage, caller, asked.text(caller.name()));
    HttpStatus status = answer.created() ? HttpStatus.CREATED : HttpStatus.OK;
    return Versions.answer(
        status, answer.exception().version(), single(lineage, answer.exception()));
  }

  @GetMapping(ONE)
  @Operation(
      operationId = "exceptionOfProject",
      summary = "An exception with all that was done and said about it")
  ResponseEntity<Single> show(
      @PathVariable String organisation, @PathVariable String project, @PathVariable int number) {
    Lineage lineage = lineages.project(organisation, project);
    return answer(lineage, requests.require(lineage.requireProject().id(), number));
  }

  @PostMapping(ONE + "/decisions")
  @Operation(
      operationId = "decideOnException",
      summary = "Approve or refuse an exception; not for the one who asked for it")
  ResponseEntity<Single> decide(
      @PathVariable String organisation,
      @PathVariable String project,
      @PathVariable int number,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody Decision decision,
      @AuthenticationPrincipal Caller caller) {
    Lineage lineage = lineages.project(organisation, project);
    int expected = Versions.expected(ifMatch);
    String comment = words(decision.comment());
    return answer(
        lineage,
        decision.decision().equals(APPROVE)
            ? requests.approve(lineage, caller, number, expected, comment)
            : requests.refuse(lineage, caller, number, expected, comment));
  }

  @PostMapping(ONE + "/withdrawal")
  @Operation(
      operationId = "withdrawException",
      summary = "Take back what was asked for, or end what was approved")
  ResponseEntity<Single> withdraw(
      @PathVariable String organisation,
      @PathVariable String project,
      @PathVariable int number,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @Valid @RequestBody Withdrawal withdrawal,
      @AuthenticationPrincipal Caller caller) {
    Lineage lineage = lineages.project(organisation, project);
    int expected = Versions.expected(ifMatch);
    return answer(
        lineage, requests.withdraw(lineage, caller, number, expected, words(withdrawal.comment())));
  }

  @PostMapping(ONE + "/comments")
  @Operation(operationId = "commentOnException", summary = "Say something about an exception")
  ResponseEntity<Single> comment(
      @PathVariable String organisation,
      @PathVariable String project,
      @PathVariable int number,
      @Valid @RequestBody Comment comment,
      @AuthenticationPrincipal Caller caller) {
    Lineage lineage = lineages.project(organisation, project);
    return answer(lineage, requests.comment(lineage, caller, number, comment.text().strip()));
  }

  @GetMapping(value = "/projects/{project}/vex", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "vexOfProject",
      summary = "The exceptions that count in a project, as an OpenVEX document")
  ResponseEntity<byte[]> vex(
      @PathVariable String organisation,
      @PathVariable String project,
      @RequestParam(required = false) @Nullable String product)
      throws IOException {
    Lineage lineage = lineages.project(organisation, project);
    OpenVexExport export =
        new OpenVexExport(chains.effective(lineage).excuses(), product, clock.instant());
    if (export.isEmpty()) {
      throw Problem.notFound(
          "No exception of this project can be said in VEX, which needs a vulnerability and a"
              + " package by its purl: name the image's purl as product");
    }
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    export.write(document);
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document.toByteArray());
  }

  private ResponseEntity<Single> answer(Lineage lineage, PolicyException exception) {
    return Versions.answer(exception.version(), single(lineage, exception));
  }

  private Single single(Lineage lineage, PolicyException exception) {
    return ExceptionAnswers.single(
        exception, chains.today(), approval(lineage), exceptions.events(exception.id()));
  }

  private @Nullable Approval approval(Lineage lineage) {
    try {
      return chains.effective(lineage).approval();
    } catch (Problem e) {
      return null; // the policy is broken; the exception can be looked at all the same
    }
  }

  private static String words(@Nullable String comment) {
    return comment == null ? "" : comment.strip();
  }
}

package dev.drydock.server.fleet.ingest;

import dev.drydock.bom.Bom;
import dev.drydock.server.access.Caller;
import dev.drydock.server.fleet.FleetSettings;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.fleet.Owners.Project;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.UploadBody;
import dev.drydock.server.fleet.ingest.Ingest.Outcome;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Where images are uploaded.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class IngestController {
  private static final String DOCUMENT = "application/vnd.cyclonedx+json";

  private final Ingest ingest;
  private final BomParser parser;
  private final FirstSight firstSight;
  private final Owners owners;
  private final FleetSettings settings;
  private final Clock clock;

  IngestController(
      Ingest ingest,
      BomParser parser,
      FirstSight firstSight,
      Owners owners,
      FleetSettings settings,
      Clock clock) {
    this.ingest = ingest;
    this.parser = parser;
    this.firstSight = firstSight;
    this.owners = owners;
    this.settings = settings;
    this.clock = clock;
  }

  @Operation(
      operationId = "uploadImageOfProject",
      summary =
          "Brings an image of a project: its bill of materials, where it lies, what a gate said",
      requestBody =
          @RequestBody(
              required = true,
              description =
                  "CycloneDX, SPDX or an attestation of one, also with Content-Encoding: gzip",
              content = @Content(mediaType = DOCUMENT, schema = @Schema(type = "object"))))
  @PostMapping("/projects/{project}/images")
  ResponseEntity<Received> upload(
      @PathVariable String organisation,
      @PathVariable String project,
      UploadRequest asked,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request)
      throws IOException {
    Project whose =
        owners
            .project(owners.organisation(organisation), project)
            .orElseThrow(() -> Problem.notFound("There is no project of this name"));
    return answer(whose, arrival(asked, request), asked, caller);
  }

  @Operation(
      operationId = "uploadImage",
      summary =
          "Brings an image, and makes the project that its repository is named after where it is in none",
      requestBody =
          @RequestBody(
              required = true,
              description =
                  "CycloneDX, SPDX or an attestation of one, also with Content-Encoding: gzip",
              content = @Content(mediaType = DOCUMENT, schema = @Schema(type = "object"))))
  @PostMapping("/images")
  ResponseEntity<Received> upload(
      @PathVariable String organisation,
      UploadRequest asked,
      @RequestParam(required = false) @Nullable String team,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request)
      throws IOException {
    int where = owners.organisation(organisation);
    Arrival arrival = arrival(asked, request);
    return answer(firstSight.project(caller, where, arrival, team), arrival, asked, caller);
  }

  private Arrival arrival(UploadRequest asked, HttpServletRequest request) throws IOException {
    UploadBody body = UploadBody.read(request, settings.maxDocument());
    Bom bom = parser.parse(body.content());
    return asked.arrival(bom, new BomDocument(body.content(), body.packed()), Times.now(clock));
  }

  private ResponseEntity<Received> answer(
      Project project, Arrival arrival, UploadRequest asked, Caller caller) {
    Outcome outcome = ingest.receive(project, arrival, asked.replaces() ? caller : null);
    return ResponseEntity.status(outcome.created() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(outcome.received());
  }
}

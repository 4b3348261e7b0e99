package dev.drydock.server.gate;

import dev.drydock.report.json.ScanJson;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What the gate says of an image of the fleet, now.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}/projects/{project}/verdicts")
class VerdictController {
  private final Lineages lineages;
  private final Verdicts verdicts;

  VerdictController(Lineages lineages, Verdicts verdicts) {
    this.lineages = lineages;
    this.verdicts = verdicts;
  }

  @GetMapping(path = "/{digest}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      operationId = "verdictOfImage",
      summary = "What `drydock gate --format json` writes of an image that the project has",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "docs/schema/gate-1.json is its schema",
              content = @Content(schema = @Schema(type = "object"))))
  ResponseEntity<byte[]> verdict(
      @PathVariable String organisation,
      @PathVariable String project,
      @PathVariable String digest,
      @RequestParam(required = false) @Nullable String branch,
      @RequestParam(required = false) @Nullable String environment,
      @RequestParam(required = false) @Nullable String baseline)
      throws IOException, InterruptedException {
    Lineage lineage = lineages.project(organisation, project);
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    ScanJson.write(
        verdicts.judge(lineage, digest, new Verdicts.Asked(branch, environment, baseline)),
        document);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .cacheControl(CacheControl.noStore())
        .body(document.toByteArray());
  }
}

package dev.drydock.server.fleet.image;

import dev.drydock.server.access.Caller;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.fleet.StoredDocuments;
import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.fleet.image.Images.Found;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What can be asked of images.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class ImageController {
  private final ImageList list;
  private final Images images;
  private final ImageDetails details;
  private final ImageFindings findings;
  private final ImageHistory history;
  private final Plans plans;
  private final ComponentItems components;
  private final StoredDocuments documents;
  private final Owners owners;

  ImageController(
      ImageList list,
      Images images,
      ImageDetails details,
      ImageFindings findings,
      ImageHistory history,
      Plans plans,
      ComponentItems components,
      StoredDocuments documents,
      Owners owners) {
    this.list = list;
    this.images = images;
    this.details = details;
    this.findings = findings;
    this.history = history;
    this.plans = plans;
    this.components = components;
    this.documents = documents;
    this.owners = owners;
  }

  @Operation(
      operationId = "listImages",
      summary = "Images that the caller may see, the newest first")
  @GetMapping("/images")
  Page<ImageItem> list(
      @PathVariable String organisation,
      ImageFilter filter,
      PageRequest page,
      @AuthenticationPrincipal Caller caller) {
    int where = owners.organisation(organisation);
    return list.page(where, Visibility.of(caller, where), filter, page);
  }

  @Operation(
      operationId = "getImage",
      summary = "An image: who owns it, what points to it, where it runs, how it stands")
  @GetMapping("/images/{digest}")
  ImageDetail get(
      @PathVariable String organisation,
      @PathVariable String digest,
      @AuthenticationPrincipal Caller caller) {
    Found image = images.find(organisation, digest);
    return details.read(image, Visibility.of(caller, image.organisation()));
  }

  @Operation(
      operationId = "getImageSbom",
      summary = "Its bill of materials, byte for byte as it came",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                      schema = @Schema(type = "string", format = "binary"))))
  @GetMapping("/images/{digest}/sbom")
  ResponseEntity<byte[]> sbom(
      @PathVariable String organisation,
      @PathVariable String digest,
      @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "")
          @Nullable String accepted) {
    Found image = images.find(organisation, digest);
    boolean packed = accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
    byte[] body = packed ? documents.packed(image.document()) : documents.content(image.document());
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok()
            .contentType(MediaType.APPLICATION_OCTET_STREAM)
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"sbom\"");
    return packed
        ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(body)
        : answer.body(body);
  }

  @Operation(
      operationId = "listImageFindings",
      summary = "What is or was known to be vulnerable in it, the most urgent first")
  @GetMapping("/images/{digest}/findings")
  Page<FindingItem> findings(
      @PathVariable String organisation,
      @PathVariable String digest,
      @Parameter(description = "A past moment, RFC 3339; else now") @RequestParam(required = false)
          @Nullable Instant at,
      PageRequest page,
      @AuthenticationPrincipal Caller caller) {
    Found image = images.find(organisation, digest);
    return findings.page(image, Visibility.of(caller, image.organisation()), at, page);
  }

  @Operation(operationId = "listImageEvents", summary = "What happened to it, the newest first")
  @GetMapping("/images/{digest}/history")
  Page<ImageEvent> history(
      @PathVariable String organisation,
      @PathVariable String digest,
      PageRequest page,
      @AuthenticationPrincipal Caller caller) {
    Found image = images.find(organisation, digest);
    return history.page(image, Visibility.of(caller, image.organisation()), page);
  }

  @Operation(
      operationId = "getImagePlan",
      summary = "What to do about it: what `drydock plan --format json` writes",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(type = "object"))))
  @GetMapping("/images/{digest}/plan")
  ResponseEntity<byte[]> plan(@PathVariable String organisation, @PathVariable String digest)
      throws InterruptedException {
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .body(plans.plan(images.find(organisation, digest)));
  }

  @Operation(
      operationId = "findComponents",
      summary = "Who has a component or a vulnerability: component versions with images and teams")
  @GetMapping("/components")
  Page<ComponentItem> components(
      @PathVariable String organisation,
      @Parameter(description = "An id such as CVE-2021-44228") @RequestParam(required = false)
          @Nullable String vulnerability,
      @Parameter(description = "A component, with or without its version")
          @RequestParam(required = false)
          @Nullable String purl,
      PageRequest page,
      @AuthenticationPrincipal Caller caller) {
    int where = owners.organisation(organisation);
    return components.page(where, Visibility.of(caller, where), vulnerability, purl, page);
  }
}

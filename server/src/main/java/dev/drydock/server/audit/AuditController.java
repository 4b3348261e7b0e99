package dev.drydock.server.audit;

import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit log for those who look after an organisation or the server.
@RestController
class AuditController {
  private static final String JSON_LINES = "application/x-ndjson";
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final AuditStore store;
  private final AuditVerification verification;
  private final JdbcClient database;

  AuditController(AuditStore store, AuditVerification verification, JdbcClient database) {
    this.store = store;
    this.verification = verification;
    this.database = database;
  }

  @GetMapping("/api/v1/organisations/{organisation}/audit")
  @Operation(
      operationId = "exportAudit",
      summary =
          "The organisation's audit log as JSON lines; each names the SHA-256 of the line before")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = JSON_LINES, schema = @Schema(type = "string")))
  void export(
      @PathVariable String organisation,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(required = false) @Nullable Long limit,
      HttpServletResponse response)
      throws IOException {
    write(chain(organisation), after, limit, response);
  }

  @GetMapping("/api/v1/organisations/{organisation}/audit/verification")
  @Operation(
      operationId = "verifyAudit",
      summary = "Whether every line is as it was written, and where the log ends")
  AuditVerification.Verification verify(
      @PathVariable String organisation, @RequestParam(required = false) @Nullable String head) {
    return verification.verify(chain(organisation), checked(head));
  }

  @GetMapping("/api/v1/audit")
  @Operation(
      operationId = "exportServerAudit",
      summary =
          "The server's own audit log as JSON lines; each names the SHA-256 of the line before")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = JSON_LINES, schema = @Schema(type = "string")))
  void exportServer(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(required = false) @Nullable Long limit,
      HttpServletResponse response)
      throws IOException {
    write(AuditStore.SERVER, after, limit, response);
  }

  @GetMapping("/api/v1/audit/verification")
  @Operation(
      operationId = "verifyServerAudit",
      summary = "Whether every line is as it was written, and where the log ends")
  AuditVerification.Verification verifyServer(
      @RequestParam(required = false) @Nullable String head) {
    return verification.verify(AuditStore.SERVER, checked(head));
  }

  private void write(int chain, long after, @Nullable Long limit, HttpServletResponse response)
      throws IOException {
    if (after < 0 || (limit != null && limit < 1)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "after is the number of a line or 0, limit is 1 or more");
    }
    long end = store.head(chain).number();
    long until = limit == null || limit > end - after ? end : after + limit;
    response.setContentType(JSON_LINES);
    OutputStream body = response.getOutputStream();
    store.read(
        chain,
        after,
        until,
        line -> {
          try {
            body.write(line.content().getBytes(StandardCharsets.UTF_8));
            body.write('\n');
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    body.flush();
  }

  private static @Nullable String checked(@Nullable String head) {
    if (head != null && !HASH.matcher(head).matches()) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "head is the SHA-256 of a line that you have kept: 64 hex digits");
    }
    return head;
  }

  private int chain(String organisation) {
    return database
        .sql("select id from organisation where name = ?")
        .param(organisation)
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no organisation " + organisation));
  }
}

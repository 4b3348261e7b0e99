package dev.drydock.server.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One line of the audit log: what somebody did to what, as it was before and after.
///
/// ```json
/// {"number":2,"previous":"9f86…","at":"2026-11-29T10:15:30.123456Z","account":"anna","token":"ci",
///  "action":"team.created","subject":"team/shop","after":{"title":"Shop"}}
/// ```
///
/// @param previous the SHA-256 of the line before, as it was exported; zeros before the first
/// @param token the name of the token that the account asked with; `null` where a person had signed
///   in
/// @param action the kind of thing, and what happened to it
/// @param subject kind and name
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "number",
  "previous",
  "at",
  "account",
  "token",
  "action",
  "subject",
  "before",
  "after"
})
record AuditEvent(
    long number,
    String previous,
    String at,
    String account,
    @Nullable String token,
    String action,
    String subject,
    @Nullable JsonNode before,
    @Nullable JsonNode after) {}

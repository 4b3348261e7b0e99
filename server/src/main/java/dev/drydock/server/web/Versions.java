package dev.drydock.server.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/// Editing without overwriting others (RFC 9110, sections 8.8.3 and 13.1.1): whoever reads gets the
/// version as `ETag`, whoever edits says as `If-Match` which version was read.
public final class Versions {
  private static final Pattern TAG = Pattern.compile("\"([0-9]{1,9})\"");

  private Versions() {}

  /// An answer that carries its version.
  public static <T> ResponseEntity<T> answer(int version, T body) {
    return answer(HttpStatus.OK, version, body);
  }

  /// An answer that carries its version.
  public static <T> ResponseEntity<T> answer(HttpStatus status, int version, T body) {
    return ResponseEntity.status(status).eTag(tag(version)).body(body);
  }

  static String tag(int version) {
    return "\"" + version + "\"";
  }

  /// The version that the caller has read and wants to edit; edits are of the form `update … where
  /// id = ? and version = ?`, and [#changed] where that found nothing.
  ///
  /// @param ifMatch the header; `null` where it is not there
  /// @throws Problem 428 where there is none, 412 where it is of no version that could be
  public static int expected(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.isBlank() || ifMatch.strip().equals("*")) {
      throw new Problem(
          HttpStatus.PRECONDITION_REQUIRED,
          "Say which version you have read, so that nobody's edit is lost: send its ETag as If-Match");
    }
    Matcher matcher = TAG.matcher(ifMatch.strip());
    if (!matcher.matches()) {
      throw changed();
    }
    return Integer.parseInt(matcher.group(1));
  }

  /// Somebody was faster.
  public static Problem changed() {
    return new Problem(
        HttpStatus.PRECONDITION_FAILED,
        "It has changed since you read it, and nothing was done: read it again, and edit that");
  }
}

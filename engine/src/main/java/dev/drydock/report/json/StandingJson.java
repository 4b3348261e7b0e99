package dev.drydock.report.json;

import dev.drydock.approval.standing.Standing;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What kind of base an image stands upon, as a member of a larger document.
record StandingJson(JsonWriter json) {

  void write(Standing standing) throws IOException {
    json.object("standing").member("status", standing.status().word());
    Standing.Base base = standing.base();
    if (base == null) {
      json.member("base", (String) null);
    } else {
      json.object("base")
          .member("reference", base.reference())
          .member("digest", base.digest())
          .member("family", base.family())
          .member("variant", base.variant())
          .member("layers", base.layers())
          .member("approvedBy", base.approvedBy())
          .member("approvedAt", text(base.approvedAt()))
          .member("expires", text(base.expires()))
          .member("supportUntil", text(base.supportUntil()))
          .member("replacement", base.replacement())
          .end();
    }
    json.member("newest", standing.newest())
        .member("told", standing.told())
        .member("unreachable", standing.unreachable())
        .member("advice", standing.advice())
        .end();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}

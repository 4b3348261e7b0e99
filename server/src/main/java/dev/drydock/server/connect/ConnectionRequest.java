package dev.drydock.server.connect;

import dev.drydock.server.connect.webhook.RegistryKind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection as users write it; what each kind needs is in docs/server-connect.md.
record ConnectionRequest(
    @Schema(description = "Of a new one; it stays") @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,62}")
        @Nullable String name,
    @NotNull RegistryKind kind,
    @Schema(description = "host or host:port, as references of its images begin")
        @NotNull
        @Size(min = 1, max = 200)
        String registry,
    @Schema(description = "Whether it is spoken to without TLS; the operator has to allow that")
        @Nullable Boolean plainHttp,
    @Schema(description = "Absent where anybody may read") @Size(min = 1, max = 300)
        @Nullable String user,
    @Schema(
            description =
                "Password or token; never shown again. Where it is left out in an edit, it stays",
            accessMode = Schema.AccessMode.WRITE_ONLY)
        @Size(min = 1, max = 8000)
        @Nullable String password,
    @Schema(
            description =
                "What webhooks prove themselves with, 16 characters or more; never shown again. Where it is left out in an edit, it stays",
            accessMode = Schema.AccessMode.WRITE_ONLY)
        @Pattern(regexp = "[!-~]{16,200}")
        @Nullable String webhookSecret,
    @Schema(description = "Whose repositories are that no rule names; absent: those are left alone")
        @Nullable String project,
    @Schema(
            description =
                "Which repositories belong to which project; the first that matches counts")
        @Size(max = 200)
        @Nullable List<@Valid @NotNull Rule> rules,
    @Schema(description = "Minutes between two looks at the whole registry; absent: none")
        @Min(1)
        @Max(43_200)
        @Nullable Integer discoveryMinutes) {

  /// @param repositories `shop/cart`, `shop/*` (one part of the path), `shop/**` (all below)
  record Rule(@NotNull String repositories, @NotNull String project) {}

  List<Rule> rulesOrNone() {
    return rules == null ? List.of() : rules;
  }

  boolean plain() {
    return Boolean.TRUE.equals(plainHttp);
  }

  /// Without what is not to be seen.
  @Override
  public String toString() {
    return "ConnectionRequest[kind=" + kind + "]";
  }
}

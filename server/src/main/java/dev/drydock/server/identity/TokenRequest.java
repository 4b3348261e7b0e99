package dev.drydock.server.identity;

import dev.drydock.server.access.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/// Which API token is asked for.
///
/// @param role at most
/// @param organisation where it may ask; absent: wherever the account may
/// @param team absent: in all of the organisation
/// @param project absent: in all of the team
/// @param days how long it holds
record TokenRequest(
    @NotNull @Pattern(regexp = NAME, message = RULE) String name,
    @NotNull Role role,
    @Nullable @Size(max = 63) String organisation,
    @Nullable @Size(max = 63) String team,
    @Nullable @Size(max = 63) String project,
    @Nullable @Min(1) @Max(36500) Integer days) {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";
  private static final String RULE =
      "has up to 63 letters, digits, '.', '_' and '-', and begins with a letter or digit";
}

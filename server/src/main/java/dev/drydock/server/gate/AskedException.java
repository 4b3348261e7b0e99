package dev.drydock.server.gate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody asks to be excused, by the keys of a policy's exception.
///
/// @param owner who answers for it; who asks, where nobody is named
/// @param status VEX'; `affected` where nothing is said: somebody accepts the risk for a time
/// @param justification VEX', of `not_affected`
/// @param until the last day on which it counts
record AskedException(
    @Size(max = 100) @Nullable List<@NotBlank @Size(max = 300) String> ids,
    @Size(max = 100) @Nullable List<@NotBlank @Size(max = 300) String> packages,
    @Size(max = 100) @Nullable List<@NotBlank @Size(max = 1000) String> paths,
    @Size(max = 100) @Nullable List<@NotBlank @Size(max = 300) String> observations,
    @Size(max = 100) @Nullable List<@NotBlank @Size(max = 1000) String> images,
    @Size(max = 100) @Nullable List<@NotBlank @Size(max = 300) String> rules,
    @Pattern(regexp = "not_affected|affected|fixed|under_investigation") @Nullable String status,
    @Size(max = 100) @Nullable String justification,
    @Size(max = 300) @Nullable String owner,
    @NotBlank @Size(max = 2000) String reason,
    @Nullable LocalDate until) {

  /// @param asker who answers for it where nobody is named
  ExceptionText text(String asker) {
    return new ExceptionText(
        list(ids),
        list(packages),
        list(paths),
        list(observations),
        list(images),
        list(rules),
        status == null ? "affected" : status,
        justification,
        owner == null || owner.isBlank() ? asker : owner.strip(),
        reason.strip(),
        until);
  }

  private static List<String> list(@Nullable List<String> texts) {
    return texts == null ? List.of() : texts;
  }
}

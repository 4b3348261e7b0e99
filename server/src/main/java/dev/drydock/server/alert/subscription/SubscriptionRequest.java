package dev.drydock.server.alert.subscription;

import dev.drydock.match.Finding.Severity;
import dev.drydock.server.alert.AlertKind;
import dev.drydock.server.alert.subscription.Schedule.QuietHours;
import dev.drydock.server.alert.subscription.Schedule.Rhythm;
import dev.drydock.server.component.FindingWords;
import dev.drydock.server.web.Problem;
import dev.drydock.triage.Priority;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A subscription as users write it. What is left out does not narrow anything.
record SubscriptionRequest(
    @Schema(description = "What people see in messages: why they get them") @Size(max = 200)
        @Nullable String title,
    @Schema(description = "The name of a channel of the team, or else of the organisation")
        @NotNull
        @Size(max = 63)
        String channel,
    @Schema(description = "What is told of; all where it is left out") @Size(max = 20)
        @Nullable Set<@NotNull AlertKind> kinds,
    @Schema(description = "Only these projects") @Size(max = 1000)
        @Nullable Set<@NotNull @Size(max = 63) String> projects,
    @Schema(description = "Only what runs in these environments") @Size(max = 50)
        @Nullable Set<@NotNull @Size(max = 200) String> environments,
    @Schema(
            description = "This severity and graver ones",
            allowableValues = {"critical", "high", "medium", "low", "negligible", "unknown"})
        @Nullable String severity,
    @Schema(
            description = "This priority and more urgent ones",
            allowableValues = {"act", "attend", "track"})
        @Nullable String priority,
    @Schema(description = "Only what there is a fix for") @Nullable Boolean fixAvailable,
    @Schema(allowableValues = {"immediate", "daily", "weekly"}) @NotNull String schedule,
    @Schema(description = "Of digests; 8 where it is left out") @Min(0) @Max(23)
        @Nullable Integer hour,
    @Schema(
            description = "Of weekly digests; monday where it is left out",
            allowableValues = {
              "monday",
              "tuesday",
              "wednesday",
              "thursday",
              "friday",
              "saturday",
              "sunday"
            })
        @Nullable String weekday,
    @Schema(description = "Whose clocks count: Europe/Berlin; UTC where it is left out")
        @Size(max = 60)
        @Nullable String timeZone,
    @Schema(description = "When nothing comes; it waits until they end") @Valid
        @Nullable Quiet quietHours,
    @Schema(
            description =
                "Whether nothing is told for now; what happens meanwhile is not told later")
        @Nullable Boolean paused) {

  /// Over midnight where `until` is earlier than `from`.
  record Quiet(@NotNull @Min(0) @Max(23) Integer from, @NotNull @Min(0) @Max(23) Integer until) {}

  boolean isPaused() {
    return paused != null && paused;
  }

  boolean onlyFixable() {
    return fixAvailable != null && fixAvailable;
  }

  String[] kindWords() {
    return kinds == null
        ? new String[0]
        : kinds.stream().map(AlertKind::word).sorted().toArray(String[]::new);
  }

  Collection<String> projectNames() {
    return projects == null ? List.of() : projects;
  }

  String[] environmentNames() {
    return environments == null
        ? new String[0]
        : environments.stream().sorted().toArray(String[]::new);
  }

  int severityNumber() {
    return FindingWords.number(
        severity == null ? Severity.UNKNOWN : word(Severity.class, "severity", severity));
  }

  int priorityNumber() {
    return FindingWords.number(
        priority == null ? Priority.TRACK : word(Priority.class, "priority", priority));
  }

  Schedule when() {
    return new Schedule(
        word(Rhythm.class, "schedule", schedule),
        weekday == null ? DayOfWeek.MONDAY : word(DayOfWeek.class, "weekday", weekday),
        hour == null ? 8 : hour,
        zone(),
        quiet());
  }

  private @Nullable QuietHours quiet() {
    if (quietHours == null) {
      return null;
    }
    if (quietHours.from().equals(quietHours.until())) {
      throw Problem.invalid(
          "Quiet hours that begin when they end are none: leave quietHours out, or pause the subscription");
    }
    return new QuietHours(quietHours.from(), quietHours.until());
  }

  private ZoneId zone() {
    if (timeZone == null) {
      return ZoneId.of("UTC");
    }
    try {
      return ZoneId.of(timeZone);
    } catch (DateTimeException _) {
      throw Problem.invalid("That time zone is not known: write one such as Europe/Berlin");
    }
  }

  /// Words of the API are lower case; others are not guessed at.
  private static <E extends Enum<E>> E word(Class<E> type, String name, String word) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
        return value;
      }
    }
    List<String> words =
        List.of(type.getEnumConstants()).stream()
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .toList();
    throw Problem.invalid(name + " is one of " + String.join(", ", words));
  }
}

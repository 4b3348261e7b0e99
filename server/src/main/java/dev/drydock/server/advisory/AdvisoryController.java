package dev.drydock.server.advisory;

import dev.drydock.advisory.Advisories.Feed;
import dev.drydock.advisory.Advisories.Metadata;
import dev.drydock.server.access.Caller;
import dev.drydock.server.advisory.RefreshCondition.Condition;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.jobs.JobStarter;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How new the advisories are that findings are of.
@RestController
class AdvisoryController {
  private static final int SHOWN = 20;

  private final GenerationTable table;
  private final CurrentAdvisories current;
  private final RefreshCondition condition;
  private final HeldBack heldBack;
  private final AuditLog audit;
  private final JobStarter jobs;
  private final Clock clock;

  AdvisoryController(
      GenerationTable table,
      CurrentAdvisories current,
      RefreshCondition condition,
      HeldBack heldBack,
      AuditLog audit,
      JobStarter jobs,
      Clock clock) {
    this.table = table;
    this.current = current;
    this.condition = condition;
    this.heldBack = heldBack;
    this.audit = audit;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// @param state `current`, `stale` where nothing new was compiled for a week, `none`, or
  ///   `unusable`
  /// @param ageSeconds since the index that counts was built
  /// @param generations newest first
  record AdvisoryState(
      String state,
      @Nullable Long ageSeconds,
      List<GenerationState> generations,
      List<FeedState> feeds,
      RefreshState refresh) {}

  /// @param matchedAt when the whole fleet had been matched with it; absent while that is under way
  record GenerationState(
      int id, Instant builtAt, long size, Instant begunAt, @Nullable Instant matchedAt) {}

  /// @param newest when its newest record was changed, as the feed writes it
  record FeedState(String name, String source, int records, String newest, String licence) {}

  /// @param failingSince absent while all is well
  /// @param failure why, and what to do
  /// @param heldBack how many records are left of feeds that have lost much, where what was found
  ///   is held back until an admin accepts it; else absent
  record RefreshState(
      @Nullable Instant attemptedAt,
      @Nullable Instant succeededAt,
      @Nullable Instant failingSince,
      @Nullable String failure,
      @Nullable Map<String, Integer> heldBack) {}

  /// @param begun whether it begins now; where it does not, it is under way already
  record Requested(boolean begun) {}

  @Operation(
      operationId = "getAdvisories",
      summary = "How new the advisories are, and whether they can be refreshed")
  @GetMapping("/api/v1/advisories")
  AdvisoryState advisories() {
    List<Generation> newest = table.newest(SHOWN);
    Condition last = condition.get();
    Map<String, Integer> held = heldBack.heldBack();
    return new AdvisoryState(
        state(newest),
        newest.isEmpty()
            ? null
            : Math.max(
                0, Duration.between(newest.getFirst().builtAt(), clock.instant()).toSeconds()),
        newest.stream()
            .map(
                one ->
                    new GenerationState(
                        one.id(), one.builtAt(), one.size(), one.begunAt(), one.matchedAt()))
            .toList(),
        feeds(),
        new RefreshState(
            last.attemptedAt(),
            last.succeededAt(),
            last.failingSince(),
            last.failure(),
            held.isEmpty() ? null : held));
  }

  private String state(List<Generation> newest) {
    if (newest.isEmpty()) {
      return "none";
    }
    try {
      current.newestToMatch();
    } catch (AdvisoriesUnusable _) {
      return "unusable";
    }
    Instant limit = clock.instant().minus(dev.drydock.advisory.store.AdvisoryStore.STALE_AFTER);
    return newest.getFirst().builtAt().isBefore(limit) ? "stale" : "current";
  }

  private List<FeedState> feeds() {
    try {
      return current
          .newest()
          .map(CurrentGeneration::index)
          .map(index -> index.metadata())
          .map(AdvisoryController::feeds)
          .orElse(List.of());
    } catch (AdvisoriesUnusable _) {
      return List.of();
    }
  }

  private static List<FeedState> feeds(Metadata metadata) {
    return metadata.feeds().stream().map(AdvisoryController::feed).toList();
  }

  private static FeedState feed(Feed feed) {
    return new FeedState(feed.name(), feed.source(), feed.records(), feed.newest(), feed.licence());
  }

  @Operation(
      operationId = "refreshAdvisories",
      summary =
          "Look for new advisories now; with accept=true, take over what is held back since much is missing in it")
  @PostMapping("/api/v1/advisories/refresh")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Requested refresh(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = "false") boolean accept) {
    if (accept) {
      heldBack.accept(caller, audit);
    }
    return new Requested(jobs.start(AdvisoryJobs.REFRESH));
  }
}

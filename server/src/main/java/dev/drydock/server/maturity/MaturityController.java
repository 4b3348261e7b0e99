package dev.drydock.server.maturity;

import dev.drydock.server.maturity.MaturityStore.Day;
import dev.drydock.server.maturity.Road.Ahead;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where teams and organisations stand, and what would move them most.
@RestController
@RequestMapping("/api/v1/organisations/{organisation}")
class MaturityController {
  private final Maturity maturity;
  private final MaturityStore store;
  private final JdbcClient database;

  MaturityController(Maturity maturity, MaturityStore store, JdbcClient database) {
    this.maturity = maturity;
    this.store = store;
    this.database = database;
  }

  /// @param place `exploring`, `devops-mature`, `devsecops-ready` or `devsecops`
  /// @param milestones all that is asked for on the road
  /// @param next what would move it most, at most three
  record Standing(
      String place,
      String title,
      Instant measuredAt,
      Measures measures,
      List<Reached> milestones,
      List<Next> next) {}

  /// @param value what was measured; not there where there is nothing to measure
  /// @param unit `share` or `days`
  /// @param want `at_least` or `at_most`
  /// @param wanted by the places that ask for it
  /// @param reached the farthest place whose wish it fulfils
  record Reached(
      String milestone,
      String title,
      @Nullable Double value,
      String unit,
      String want,
      List<Wanted> wanted,
      String reached) {}

  record Wanted(String place, double value) {}

  /// @param towards the place that asks for it
  /// @param missing how far it is from there, above 0 and at most 1
  record Next(
      String milestone,
      String towards,
      @Nullable Double value,
      double wanted,
      double missing,
      Step step) {}

  record Past(LocalDate day, String place, Measures measures) {}

  @GetMapping("/maturity")
  @Operation(
      operationId = "maturityOfOrganisation",
      summary = "Where an organisation stands on the road, and its next three steps")
  Standing ofOrganisation(@PathVariable String organisation) {
    return standing(maturity.today(organisation(organisation), null));
  }

  @GetMapping("/maturity/history")
  @Operation(
      operationId = "maturityHistoryOfOrganisation",
      summary = "Where an organisation stood, day by day, the newest first")
  Page<Past> historyOfOrganisation(@PathVariable String organisation, PageRequest page) {
    return store.history(organisation(organisation), null, page).map(MaturityController::past);
  }

  @GetMapping("/teams/{team}/maturity")
  @Operation(
      operationId = "maturityOfTeam",
      summary = "Where a team stands on the road, and its next three steps")
  Standing ofTeam(@PathVariable String organisation, @PathVariable String team) {
    int where = organisation(organisation);
    return standing(maturity.today(where, team(where, team)));
  }

  @GetMapping("/teams/{team}/maturity/history")
  @Operation(
      operationId = "maturityHistoryOfTeam",
      summary = "Where a team stood, day by day, the newest first")
  Page<Past> historyOfTeam(
      @PathVariable String organisation, @PathVariable String team, PageRequest page) {
    int where = organisation(organisation);
    return store.history(where, team(where, team), page).map(MaturityController::past);
  }

  private static Past past(Day day) {
    return new Past(day.day(), Road.of(day.measures()).place().word(), day.measures());
  }

  private static Standing standing(Day day) {
    Road road = Road.of(day.measures());
    return new Standing(
        road.place().word(),
        road.place().title(),
        day.measuredAt(),
        day.measures(),
        Arrays.stream(Milestone.values()).map(one -> reached(one, day.measures())).toList(),
        road.next().stream().map(one -> next(one, day.measures())).toList());
  }

  private static Reached reached(Milestone milestone, Measures measures) {
    List<Wanted> wanted =
        Arrays.stream(Place.values())
            .flatMap(
                place ->
                    milestone.wanted(place).stream().map(value -> new Wanted(place.word(), value)))
            .toList();
    Place reached = Place.EXPLORING;
    for (Place place : Place.values()) {
      if (milestone.reached(place, measures)) {
        reached = place;
      } else {
        break;
      }
    }
    return new Reached(
        milestone.word(),
        milestone.title(),
        milestone.value(measures).orElse(null),
        milestone.unit().name().toLowerCase(Locale.ROOT),
        milestone.want().name().toLowerCase(Locale.ROOT),
        wanted,
        reached.word());
  }

  private static Next next(Ahead ahead, Measures measures) {
    Milestone milestone = ahead.milestone();
    return new Next(
        milestone.word(),
        ahead.towards().word(),
        milestone.value(measures).orElse(null),
        milestone.wanted(ahead.towards()).orElse(0.0),
        ahead.missing(),
        Step.of(milestone));
  }

  private int organisation(String name) {
    return database
        .sql("select id from organisation where name = ?")
        .param(name)
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no organisation " + name));
  }

  private int team(int organisation, String name) {
    return database
        .sql("select id from team where organisation_id = ? and name = ?")
        .params(organisation, name)
        .query(Integer.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no team " + name));
  }
}

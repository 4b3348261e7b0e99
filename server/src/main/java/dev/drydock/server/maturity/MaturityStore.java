package dev.drydock.server.maturity;

import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What was measured, day by day.
@Component
class MaturityStore {
  private final JdbcClient database;
  private final JsonMapper mapper;

  MaturityStore(JdbcClient database, JsonMapper mapper) {
    this.database = database;
    this.mapper = mapper;
  }

  /// One day's measures.
  record Day(LocalDate day, Measures measures, Instant measuredAt) {}

  /// Keeps a day's measures in the place of those that were measured earlier that day.
  ///
  /// @param team `null` for the organisation
  void keep(
      int organisation, @Nullable Integer team, LocalDate day, Measures measures, Instant now) {
    database
        .sql(
            """
            insert into maturity_day (organisation_id, team_id, day, measures, measured_at)
            values (:organisation, :team, :day, :measures::jsonb, :now)
            on conflict (organisation_id, team_id, day)
            do update set measures = excluded.measures, measured_at = excluded.measured_at
            where maturity_day.measured_at < excluded.measured_at
            """)
        .param("organisation", organisation)
        .param("team", team, Types.INTEGER)
        .param("day", day)
        .param("measures", mapper.writeValueAsString(measures))
        .param("now", Timestamp.from(now))
        .update();
  }

  /// @param team `null` for the organisation
  Optional<Day> of(int organisation, @Nullable Integer team, LocalDate day) {
    return database
        .sql(
            """
            select day, measures, measured_at from maturity_day
            where organisation_id = :organisation and team_id is not distinct from :team and day = :day
            """)
        .param("organisation", organisation)
        .param("team", team, Types.INTEGER)
        .param("day", day)
        .query(this::day)
        .optional();
  }

  /// The newest first.
  ///
  /// @param team `null` for the organisation
  Page<Day> history(int organisation, @Nullable Integer team, PageRequest page) {
    return Page.of(
        database
            .sql(
                """
                select day, measures, measured_at from maturity_day
                where organisation_id = :organisation and team_id is not distinct from :team and day < :before
                order by day desc limit :limit
                """)
            .param("organisation", organisation)
            .param("team", team, Types.INTEGER)
            .param("before", before(page))
            .param("limit", page.fetch())
            .query(this::day)
            .list(),
        page,
        day -> List.of(day.day().toString()));
  }

  private static LocalDate before(PageRequest page) {
    try {
      return LocalDate.parse(page.key("9999-12-31"));
    } catch (DateTimeParseException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, "after is not from this list");
    }
  }

  private Day day(ResultSet row, int number) throws SQLException {
    return new Day(
        row.getObject("day", LocalDate.class),
        mapper.readValue(row.getString("measures"), Measures.class),
        row.getTimestamp("measured_at").toInstant());
  }

  /// The ids of all organisations.
  List<Integer> organisations() {
    return database
        .sql("select id from organisation order by id")
        .query((row, number) -> row.getInt("id"))
        .list();
  }

  /// The ids of all teams of an organisation.
  List<Integer> teams(int organisation) {
    return database
        .sql("select id from team where organisation_id = ? order by id")
        .param(organisation)
        .query((row, number) -> row.getInt("id"))
        .list();
  }
}

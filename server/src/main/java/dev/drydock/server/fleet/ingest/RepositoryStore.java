package dev.drydock.server.fleet.ingest;

import dev.drydock.server.fleet.Owners.Project;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.web.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables `repository`, `repository_image`, `tag_period` and `gate_verdict`.
@Component
class RepositoryStore {
  private final JdbcClient database;

  RepositoryStore(JdbcClient database) {
    this.database = database;
  }

  private record Known(int id, int project) {}

  /// The repository of that name, made where it is not there; held until the transaction ends, so
  /// that tags of one repository move one after the other.
  ///
  /// @throws Problem 409 where another project has it
  int hold(Project project, String name, Instant now) {
    Optional<Known> known = find(project.organisation(), name);
    if (known.isEmpty()) {
      database
          .sql(
              """
              insert into repository (organisation_id, project_id, name, created_at) values (?, ?, ?, ?)
              on conflict (organisation_id, name) do nothing
              """)
          .params(project.organisation(), project.id(), name, Times.of(now))
          .update();
      known = find(project.organisation(), name);
    }
    Known held =
        known.orElseThrow(() -> Problem.conflict("The repository was taken away just now"));
    if (held.project() != project.id()) {
      throw Problem.conflict(
          "The repository %s belongs to another project of the organisation: upload there, or have it moved"
              .formatted(name));
    }
    return held.id();
  }

  private Optional<Known> find(int organisation, String name) {
    return database
        .sql(
            """
            select id, project_id from repository where organisation_id = ? and name = ?
            for no key update
            """)
        .params(organisation, name)
        .query((row, number) -> new Known(row.getInt("id"), row.getInt("project_id")))
        .optional();
  }

  /// @param watched where it is new there
  void add(int repository, int image, boolean watched, Instant now) {
    database
        .sql(
            """
            insert into repository_image (repository_id, image_id, pushed_at, watched)
            values (?, ?, ?, ?) on conflict do nothing
            """)
        .params(repository, image, Times.of(now), watched)
        .update();
  }

  private record Period(int image, Instant since) {}

  /// Lets a tag point to an image from now on.
  ///
  /// @return the image that it pointed to until now; `null` where it was new, or nothing has moved
  @Nullable Integer move(int repository, String tag, int image, Instant now) {
    Optional<Period> open =
        database
            .sql(
                """
                select image_id, since from tag_period
                where repository_id = ? and tag = ? and until is null
                """)
            .params(repository, tag)
            .query((row, number) -> new Period(row.getInt("image_id"), Times.read(row, "since")))
            .optional();
    if (open.isPresent() && open.get().image() == image) {
      return null;
    }
    Instant at = now;
    if (open.isPresent()) {
      // clocks go back at times, periods never do
      Instant earliest = open.get().since().plusNanos(1000);
      at = now.isBefore(earliest) ? earliest : now;
      database
          .sql(
              "update tag_period set until = ? where repository_id = ? and tag = ? and until is null")
          .params(Times.of(at), repository, tag)
          .update();
    }
    database
        .sql("insert into tag_period (repository_id, tag, since, image_id) values (?, ?, ?, ?)")
        .params(repository, tag, Times.of(at), image)
        .update();
    return open.map(Period::image).orElse(null);
  }

  void judged(Project project, int repository, int image, UploadedVerdict verdict) {
    database
        .sql(
            """
            insert into gate_verdict (organisation_id, project_id, repository_id, image_id, gated_at,
              passed, policy, standing, standing_document)
            values (?, ?, ?, ?, ?, ?, ?, ?, cast(? as text)) on conflict (repository_id, image_id, gated_at) do nothing
            """)
        .params(
            Arrays.asList(
                project.organisation(),
                project.id(),
                repository,
                image,
                Times.of(verdict.at()),
                verdict.passed(),
                verdict.policy(),
                verdict.standing(),
                verdict.standingDocument()))
        .update();
  }
}

package dev.drydock.server.fleet.ingest;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.access.Permission;
import dev.drydock.server.fleet.Owners.Project;
import dev.drydock.server.web.Problem;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who may put another bill of materials in the place of one that is there: what one team says of
/// an image is what all others see of it, so that it needs the right to contribute to each of them.
@Component
class Replacement {
  private final JdbcClient database;

  Replacement(JdbcClient database) {
    this.database = database;
  }

  /// @throws Problem 403 where somebody may not
  void require(Caller caller, Project project, int image) {
    List<Place> places =
        database
            .sql(
                """
                select distinct p.team_id, p.id
                from repository_image ri join repository r on r.id = ri.repository_id
                  join project p on p.id = r.project_id
                where ri.image_id = ?
                """)
            .param(image)
            .query(
                (row, number) ->
                    new Place(
                        project.organisation(),
                        Set.of(row.getInt("team_id")),
                        Set.of(row.getInt("id"))))
            .list();
    if (!places.stream().allMatch(place -> caller.may(Permission.CONTRIBUTE, place))) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "Other teams have this image, too, and what is said of it is said to them: have somebody of the organisation replace its document");
    }
  }
}

package dev.drydock.server.fleet;

import dev.drydock.server.gate.ExcusedImages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which images of which repositories are watched: those that a tag or a deployment holds, and
/// those that nothing ever did.
@Component
public class RepositoryImages {
  private final JdbcClient database;
  private final ExcusedImages excused;

  RepositoryImages(JdbcClient database, ExcusedImages excused) {
    this.database = database;
    this.excused = excused;
  }

  /// Decides anew, after tags or deployments of these images have changed. Who does so holds their
  /// rows first: of two transactions, the second one sees what the first one has done.
  public void decide(int[] images) {
    if (images.length == 0) {
      return;
    }
    database
        .sql(
            """
            select repository_id from repository_image where image_id = any(?)
            order by image_id, repository_id for update
            """)
        .param(images)
        .query((row, number) -> row.getInt("repository_id"))
        .list();
    database
        .sql(
            """
            update repository_image ri set watched = not ri.watched
            where ri.image_id = any(?) and ri.watched is distinct from (
              exists (select from tag_period t where t.image_id = ri.image_id
                and t.repository_id = ri.repository_id and t.until is null)
              or exists (select from deployment d where d.image_id = ri.image_id and d.until is null)
              or not exists (select from tag_period t where t.image_id = ri.image_id
                  and t.repository_id = ri.repository_id)
                and not exists (select from deployment d where d.image_id = ri.image_id)
                and not exists (select from gate_verdict v where v.image_id = ri.image_id
                  and v.repository_id = ri.repository_id and not v.passed)
            )
            """)
        .param(images)
        .update();
    excused.look(images);
  }
}

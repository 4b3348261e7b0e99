package dev.drydock.server.monitor;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells projects that the base image which they build on is there in another build, with fewer
/// findings: their next build is better by itself.
@Component
class BaseNotices {
  private final JdbcClient database;
  private final Clock clock;

  BaseNotices(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A base that has become better, of the images of one project.
  ///
  /// @param fewer by how many findings
  private record Improved(
      int project, String reference, byte[] digest, long images, long fewer, boolean urgent) {}

  /// Bears being run twice: the same news has the same key.
  void run() {
    improved().forEach(this::tell);
  }

  private List<Improved> improved() {
    return database
        .sql(
            """
            with built as (
              select r.project_id, i.organisation_id, i.base_reference, i.base_digest, count(distinct i.id) images
              from image i join repository_image ri on ri.image_id = i.id and ri.watched
                join repository r on r.id = ri.repository_id
              where i.base_reference <> '' and i.base_digest is not null
              group by r.project_id, i.organisation_id, i.base_reference, i.base_digest),
            moved as (
              select b.project_id, b.base_reference, b.images, newer.digest, newer.id newer_id, older.id older_id
              from built b
                join repository r on r.organisation_id = b.organisation_id
                join tag_period t on t.repository_id = r.id and t.until is null
                  and r.name || ':' || t.tag = b.base_reference
                join image newer on newer.id = t.image_id and newer.digest <> b.base_digest
                join image older on older.organisation_id = b.organisation_id and older.digest = b.base_digest),
            counted as (
              select m.image_id, sum(s.act) act, sum(s.act + s.attend + s.track) findings
              from image_set m join set_summary s on s.set_id = m.set_id
              where m.image_id in (select newer_id from moved union select older_id from moved)
              group by m.image_id)
            select m.project_id, m.base_reference, m.digest, m.images,
              older.findings - newer.findings fewer, older.act > newer.act urgent
            from moved m join counted newer on newer.image_id = m.newer_id
              join counted older on older.image_id = m.older_id
            where older.findings > newer.findings and older.act >= newer.act
            """)
        .query(
            (row, number) ->
                new Improved(
                    row.getInt("project_id"),
                    row.getString("base_reference"),
                    row.getBytes("digest"),
                    row.getLong("images"),
                    row.getLong("fewer"),
                    row.getBoolean("urgent")))
        .list();
  }

  private void tell(Improved base) {
    database
        .sql(
            """
            insert into notice (kind, organisation_id, team_id, project_id, key, subject, text, action, priority, happened_at)
            select 'base_improved', organisation_id, team_id, id, id || ' ' || :key, :subject, :text, :action, :priority, :now
            from project where id = :project
            on conflict do nothing
            """)
        .param("key", base.reference() + " " + HexFormat.of().formatHex(base.digest()))
        .param("subject", base.reference())
        .param(
            "text",
            "The base image "
                + base.reference()
                + " has a newer build with "
                + base.fewer()
                + (base.fewer() == 1 ? " finding" : " findings")
                + " less; "
                + base.images()
                + (base.images() == 1 ? " image stands" : " images stand")
                + " on an older one")
        .param("action", "Build again, so that the newer base is used")
        .param("priority", base.urgent() ? 1 : 2)
        .param("now", Timestamp.from(clock.instant()))
        .param("project", base.project())
        .update();
  }
}

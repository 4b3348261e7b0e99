package dev.drydock.server.gate;

import dev.drydock.policy.rule.Excuse;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tables `excuse` and `project_excuse`: what exceptions say, and since when they count where.
@Component
class ExcuseStore {
  private final JdbcClient database;

  ExcuseStore(JdbcClient database) {
    this.database = database;
  }

  /// An exception that counts in a project.
  ///
  /// @param excuse its id
  /// @param exception the number of the approved one; `null` where it stands in a policy
  /// @param place which document has it
  /// @param silences whether nobody is to be woken for what it covers
  record Counting(
      int excuse,
      @Nullable Integer exception,
      String place,
      boolean silences,
      String about,
      @Nullable LocalDate lastDay,
      String owner) {}

  /// What counts as far as it is written down, by the ids of what is said.
  Map<Integer, Counting> counting(int project) {
    Map<Integer, Counting> counting = new HashMap<>();
    database
        .sql(
            """
            select p.excuse_id, p.exception, p.place, p.silences, x.about, x.last_day, x.owner
            from project_excuse p join excuse x on x.id = p.excuse_id where p.project_id = ? and p.until is null
            """)
        .param(project)
        .query(
            row -> {
              counting.put(
                  row.getInt("excuse_id"),
                  new Counting(
                      row.getInt("excuse_id"),
                      row.getObject("exception", Integer.class),
                      row.getString("place"),
                      row.getBoolean("silences"),
                      row.getString("about"),
                      row.getObject("last_day", LocalDate.class),
                      row.getString("owner")));
            });
    return counting;
  }

  /// An exception of a policy, which is stored where it is not yet.
  ///
  /// @param place the project's name
  Counting counting(int project, Excuse excuse, String place, boolean silences) {
    ExceptionText text = ExceptionText.of(excuse);
    boolean approved = excuse.source().file().equals(place + PolicyChain.EXCEPTIONS);
    return new Counting(
        store(text),
        approved ? number(project, text) : null,
        excuse.source().file(),
        silences,
        text.words(),
        text.until(),
        text.owner());
  }

  private @Nullable Integer number(int project, ExceptionText text) {
    return database
        .sql(
            "select max(number) from policy_exception where project_id = ? and digest = ? and state = 'approved'")
        .params(project, text.digest())
        .query((row, _) -> (Integer) row.getObject(1))
        .optional()
        .orElse(null);
  }

  private int store(ExceptionText text) {
    byte[] digest = text.digest();
    database
        .sql(
            """
            insert into excuse (digest, about, ids, id_keys, packages, images, rules, owner, reason, last_day)
            values (:digest, :about, :ids, :keys, :packages, :images, :rules, :owner, :reason, :last)
            on conflict do nothing
            """)
        .param("digest", digest)
        .param("about", text.words())
        .param("ids", array(text.ids()))
        .param(
            "keys",
            array(text.ids().stream().map(id -> id.toUpperCase(Locale.ROOT)).distinct().toList()))
        .param("packages", array(text.packages()))
        .param("images", array(text.images()))
        .param("rules", array(text.rules()))
        .param("owner", text.owner())
        .param("reason", text.reason())
        .param("last", text.until(), Types.DATE)
        .update();
    return database
        .sql("select id from excuse where digest = ?")
        .param(digest)
        .query(Integer.class)
        .single();
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  void open(int project, Counting counting, Timestamp now) {
    database
        .sql(
            """
            insert into project_excuse (project_id, excuse_id, exception, place, silences, since)
            values (:project, :excuse, :exception, :place, :silences, :now) on conflict do nothing
            """)
        .param("project", project)
        .param("excuse", counting.excuse())
        .param("exception", counting.exception(), Types.INTEGER)
        .param("place", counting.place())
        .param("silences", counting.silences())
        .param("now", now)
        .update();
  }

  void close(int project, Counting counting, Timestamp now) {
    database
        .sql(
            "update project_excuse set until = greatest(?, since) where project_id = ? and excuse_id = ? and until is null")
        .params(now, project, counting.excuse())
        .update();
  }

  StoredExcuse read(int id) {
    return database
        .sql("select * from excuse where id = ?")
        .param(id)
        .query((row, _) -> StoredExcuse.read(row))
        .single();
  }

  /// Whether an exception counts elsewhere, so that what it covers is kept up to date.
  boolean countsElsewhere(int excuse, int project) {
    return database
        .sql(
            """
            select exists (select from project_excuse p join excuse x on x.id = p.excuse_id
              where p.excuse_id = ? and p.project_id <> ? and p.until is null and x.judged_on is not null)
            """)
        .params(excuse, project)
        .query(Boolean.class)
        .single();
  }

  /// Those that count in a project, and name images.
  List<StoredExcuse> limited(int project) {
    return database
        .sql(
            """
            select x.* from project_excuse p join excuse x on x.id = p.excuse_id
            where p.project_id = ? and p.until is null and x.images <> '{}'
            """)
        .param(project)
        .query((row, _) -> StoredExcuse.read(row))
        .list();
  }

  /// Those that count in a project, and have not been judged that day.
  List<StoredExcuse> notJudgedOn(int project, LocalDate day) {
    return database
        .sql(
            """
            select x.* from project_excuse p join excuse x on x.id = p.excuse_id
            where p.project_id = ? and p.until is null and x.judged_on is distinct from ?
            """)
        .params(project, day)
        .query((row, _) -> StoredExcuse.read(row))
        .list();
  }

  void judged(StoredExcuse excuse, LocalDate day) {
    database.sql("update excuse set judged_on = ? where id = ?").params(day, excuse.id()).update();
  }

  /// Images of what does not count any more.
  void forgetImages(int project) {
    database
        .sql(
            """
            delete from excused_image i where i.project_id = ? and not exists (
              select from project_excuse p where p.project_id = i.project_id and p.excuse_id = i.excuse_id and p.until is null)
            """)
        .param(project)
        .update();
  }
}

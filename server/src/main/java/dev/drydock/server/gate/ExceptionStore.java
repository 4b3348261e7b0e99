package dev.drydock.server.gate;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Reach;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The exceptions that were asked for, and what was done and said about each.
@Component
class ExceptionStore {
  private static final String SELECT =
      """
      select e.*, p.name as project, p.team_id, t.name as team
      from policy_exception e join project p on p.id = e.project_id join team t on t.id = p.team_id
      """;

  private final JdbcClient database;

  ExceptionStore(JdbcClient database) {
    this.database = database;
  }

  Optional<PolicyException> find(int project, int number) {
    return database
        .sql(SELECT + "where e.project_id = ? and e.number = ?")
        .params(project, number)
        .query(ExceptionStore::exception)
        .optional();
  }

  /// One that says the same, and is asked for or approved.
  Optional<PolicyException> same(int project, ExceptionText text) {
    return database
        .sql(
            SELECT
                + "where e.project_id = ? and e.digest = ? and e.state in ('requested', 'approved')")
        .params(project, text.digest())
        .query(ExceptionStore::exception)
        .optional();
  }

  int requested(int project) {
    return database
        .sql("select count(*) from policy_exception where project_id = ? and state = 'requested'")
        .param(project)
        .query(Integer.class)
        .single();
  }

  /// The newest first.
  ///
  /// @param state `null` for all
  Page<PolicyException> ofProject(int project, @Nullable ExceptionState state, PageRequest page) {
    int before = number(page.key(Integer.toString(Integer.MAX_VALUE)));
    return Page.of(
        database
            .sql(
                SELECT
                    + """
                    where e.project_id = :project and e.number < :before
                      and (:state::text is null or e.state = :state)
                    order by e.number desc limit :limit
                    """)
            .param("project", project)
            .param("before", before)
            .param("state", state == null ? null : state.word(), Types.VARCHAR)
            .param("limit", page.fetch())
            .query(ExceptionStore::exception)
            .list(),
        page,
        exception -> List.of(Integer.toString(exception.number())));
  }

  /// Those of an organisation that may be seen, the newest first.
  ///
  /// @param state `null` for all
  Page<PolicyException> ofOrganisation(
      int organisation, Reach reach, @Nullable ExceptionState state, PageRequest page) {
    int before = number(page.key(Integer.toString(Integer.MAX_VALUE)));
    return Page.of(
        database
            .sql(
                SELECT
                    + """
                    where p.organisation_id = :organisation and e.id < :before
                      and (:everything or p.team_id = any(:teams) or p.id = any(:projects))
                      and (:state::text is null or e.state = :state)
                    order by e.id desc limit :limit
                    """)
            .param("organisation", organisation)
            .param("before", before)
            .param("everything", reach.everything())
            .param("teams", reach.teamIds())
            .param("projects", reach.projectIds())
            .param("state", state == null ? null : state.word(), Types.VARCHAR)
            .param("limit", page.fetch())
            .query(ExceptionStore::exception)
            .list(),
        page,
        exception -> List.of(Integer.toString(exception.id())));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, "after is not from this list");
    }
  }

  /// @return its number
  int add(int project, ExceptionText text, Caller caller, Instant now) {
    return database
        .sql(
            """
            insert into policy_exception (project_id, number, ids, packages, paths, observations, images, rules,
              status, justification, owner, reason, until, digest, state, account_id, account, asked_at)
            values (:project, (select coalesce(max(number), 0) + 1 from policy_exception where project_id = :project),
              :ids, :packages, :paths, :observations, :images, :rules,
              :status, :justification, :owner, :reason, :until, :digest, 'requested', :account, :name, :now)
            returning number
            """)
        .param("project", project)
        .param("ids", array(text.ids()))
        .param("packages", array(text.packages()))
        .param("paths", array(text.paths()))
        .param("observations", array(text.observations()))
        .param("images", array(text.images()))
        .param("rules", array(text.rules()))
        .param("status", text.status())
        .param("justification", text.justification())
        .param("owner", text.owner())
        .param("reason", text.reason())
        .param("until", text.until(), Types.DATE)
        .param("digest", text.digest())
        .param("account", caller.account())
        .param("name", caller.name())
        .param("now", Timestamp.from(now))
        .query(Integer.class)
        .single();
  }

  private static String[] array(List<String> texts) {
    return texts.toArray(String[]::new);
  }

  /// @return whether the exception was still of that version
  boolean change(PolicyException exception, ExceptionState state, Instant now) {
    return database
            .sql(
                """
                update policy_exception
                set state = :state, version = version + 1, decided_at = :decided::timestamptz
                where id = :id and version = :version
                """)
            .param("state", state.word())
            .param("decided", state == ExceptionState.REQUESTED ? null : Timestamp.from(now))
            .param("id", exception.id())
            .param("version", exception.version())
            .update()
        == 1;
  }

  List<ExceptionEvent> events(int exception) {
    return database
        .sql("select * from policy_exception_event where exception_id = ? order by number")
        .param(exception)
        .query(
            (row, number) ->
                new ExceptionEvent(
                    row.getInt("number"),
                    ExceptionEvent.Kind.of(row.getString("kind")),
                    row.getObject("account_id", Integer.class),
                    row.getString("account"),
                    row.getString("text"),
                    row.getTimestamp("at").toInstant()))
        .list();
  }

  /// @param caller [Caller#server] where nobody did it
  void event(int exception, ExceptionEvent.Kind kind, Caller caller, String text, Instant now) {
    database
        .sql(
            """
            insert into policy_exception_event (exception_id, number, kind, account_id, account, text, at)
            values (:exception, (select coalesce(max(number), 0) + 1 from policy_exception_event where exception_id = :exception),
              :kind, :account, :name, :text, :now)
            """)
        .param("exception", exception)
        .param("kind", kind.word())
        .param("account", caller.account() == 0 ? null : caller.account(), Types.INTEGER)
        .param("name", caller.name())
        .param("text", text)
        .param("now", Timestamp.from(now))
        .update();
  }

  /// Approved ones whose last day is not after `day`.
  List<PolicyException> approvedUntil(LocalDate day) {
    return database
        .sql(SELECT + "where e.state = 'approved' and e.until <= ? order by e.id")
        .param(day)
        .query(ExceptionStore::exception)
        .list();
  }

  /// Whether an account is one of a person.
  boolean isPerson(int account) {
    return database
        .sql("select exists (select from account where id = ? and kind <> 'service')")
        .param(account)
        .query(Boolean.class)
        .single();
  }

  static PolicyException exception(ResultSet row, int number) throws SQLException {
    Timestamp decided = row.getTimestamp("decided_at");
    return new PolicyException(
        row.getInt("id"),
        row.getInt("project_id"),
        row.getString("project"),
        row.getInt("team_id"),
        row.getString("team"),
        row.getInt("number"),
        text(row),
        ExceptionState.of(row.getString("state")),
        row.getObject("account_id", Integer.class),
        row.getString("account"),
        row.getTimestamp("asked_at").toInstant(),
        decided == null ? null : decided.toInstant(),
        row.getInt("version"));
  }

  static ExceptionText text(ResultSet row) throws SQLException {
    return new ExceptionText(
        texts(row.getArray("ids")),
        texts(row.getArray("packages")),
        texts(row.getArray("paths")),
        texts(row.getArray("observations")),
        texts(row.getArray("images")),
        texts(row.getArray("rules")),
        row.getString("status"),
        row.getString("justification"),
        row.getString("owner"),
        row.getString("reason"),
        row.getObject("until", LocalDate.class));
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}

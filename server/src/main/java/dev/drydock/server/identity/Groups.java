package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Role;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.team.Teams;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The groups of an organisation, in the database: what their members are granted, and who these
/// are.
@Component
class Groups {
  private final JdbcClient database;
  private final Teams teams;
  private final AuditLog audit;
  private final Clock clock;

  Groups(JdbcClient database, Teams teams, AuditLog audit, Clock clock) {
    this.database = database;
    this.teams = teams;
    this.audit = audit;
    this.clock = clock;
  }

  private record Kept(
      int id, String name, String title, String provider, String claim, int version) {}

  Page<Group> list(int organisation, PageRequest request) {
    List<Kept> found =
        database
            .sql(
                """
                select id, name, title, provider, claim, version from directory_group
                where organisation_id = ? and name > ? order by name limit ?
                """)
            .params(organisation, request.key(""), request.fetch())
            .query(Kept.class)
            .list();
    Map<Integer, List<GroupRole>> roles = roles(found.stream().map(Kept::id).toList());
    return Page.of(found, request, kept -> List.of(kept.name())).map(kept -> group(kept, roles));
  }

  private static Group group(Kept kept, Map<Integer, List<GroupRole>> roles) {
    return new Group(
        kept.name(),
        kept.title(),
        kept.provider().isEmpty() ? null : kept.provider(),
        kept.provider().isEmpty() ? null : kept.claim(),
        roles.getOrDefault(kept.id(), List.of()),
        kept.version());
  }

  private Map<Integer, List<GroupRole>> roles(List<Integer> groups) {
    Map<Integer, List<GroupRole>> roles = new HashMap<>();
    database
        .sql(
            """
            select g.group_id, t.name as team, g.role from group_grant g left join team t on t.id = g.team_id
            where g.group_id = any(?) order by t.name nulls first
            """)
        .param(groups.toArray(Integer[]::new))
        .query(
            row -> {
              roles
                  .computeIfAbsent(row.getInt("group_id"), _ -> new ArrayList<>())
                  .add(new GroupRole(row.getString("team"), Role.of(row.getString("role"))));
            });
    return roles;
  }

  Group get(int organisation, String name) {
    Kept kept = kept(organisation, name);
    return group(kept, roles(List.of(kept.id())));
  }

  private Kept kept(int organisation, String name) {
    return database
        .sql(
            """
            select id, name, title, provider, claim, version from directory_group
            where organisation_id = ? and name = ?
            """)
        .params(organisation, name)
        .query(Kept.class)
        .optional()
        .orElseThrow(() -> Problem.notFound("There is no group " + name));
  }

  /// What can be said of a group.
  record Details(
      String title, @Nullable String provider, @Nullable String claim, List<GroupRole> roles) {

    Details {
      roles = List.copyOf(roles);
      if ((provider == null) != (claim == null)) {
        throw Problem.invalid(
            "provider and claim go together: which identity provider's sign-ins, and how it calls the group");
      }
      if (roles.stream().map(GroupRole::team).map(Objects::toString).distinct().count()
          < roles.size()) {
        throw Problem.invalid("roles has a team twice: a group has one role in each place");
      }
    }

    static Details of(Group group) {
      return new Details(group.title(), group.provider(), group.claim(), group.roles());
    }
  }

  /// Makes a group; the same again changes nothing.
  ///
  /// @return whether it is new
  @Transactional
  public boolean create(Caller caller, int organisation, String name, Details details) {
    try {
      int made =
          database
              .sql(
                  """
                  insert into directory_group (organisation_id, name, title, provider, claim, created_at)
                  values (?, ?, ?, ?, ?, ?) on conflict (organisation_id, name) do nothing
                  """)
              .params(
                  organisation,
                  name,
                  details.title(),
                  Objects.requireNonNullElse(details.provider(), ""),
                  Objects.requireNonNullElse(details.claim(), ""),
                  Timestamp.from(clock.instant()))
              .update();
      if (made == 0) {
        if (!Details.of(get(organisation, name)).equals(details)) {
          throw Problem.conflict(
              "There is a group " + name + " already: edit it, or take another name");
        }
        return false;
      }
    } catch (DuplicateKeyException e) {
      throw claimTaken();
    }
    grant(organisation, kept(organisation, name).id(), details.roles());
    audit.record(
        caller, organisation, "group.created", "group/" + name, null, get(organisation, name));
    return true;
  }

  private static Problem claimTaken() {
    return Problem.conflict(
        "Another group of the organisation is for the same claim of that provider: edit that one");
  }

  private void grant(int organisation, int group, List<GroupRole> roles) {
    for (GroupRole role : roles) {
      database
          .sql("insert into group_grant (group_id, team_id, role) values (?, ?, ?)")
          .params(
              group,
              role.team() == null ? null : teams.id(organisation, role.team()),
              role.role().word())
          .update();
    }
  }

  @Transactional
  public Group edit(Caller caller, int organisation, String name, int version, Details details) {
    Group before = get(organisation, name);
    int id = kept(organisation, name).id();
    try {
      int edited =
          database
              .sql(
                  """
                  update directory_group set title = ?, provider = ?, claim = ?, version = version + 1
                  where id = ? and version = ?
                  """)
              .params(
                  details.title(),
                  Objects.requireNonNullElse(details.provider(), ""),
                  Objects.requireNonNullElse(details.claim(), ""),
                  id,
                  version)
              .update();
      if (edited == 0) {
        throw Versions.changed();
      }
    } catch (DuplicateKeyException e) {
      throw claimTaken();
    }
    if (!Objects.equals(before.provider(), details.provider())
        || !Objects.equals(before.claim(), details.claim())) {
      // its members were those of another group
      database.sql("delete from group_member where group_id = ?").param(id).update();
    }
    database.sql("delete from group_grant where group_id = ?").param(id).update();
    grant(organisation, id, details.roles());
    Group after = get(organisation, name);
    audit.record(caller, organisation, "group.edited", "group/" + name, before, after);
    return after;
  }

  @Transactional
  public void delete(Caller caller, int organisation, String name, int version) {
    Group before = get(organisation, name);
    int deleted =
        database
            .sql(
                "delete from directory_group where organisation_id = ? and name = ? and version = ?")
            .params(organisation, name, version)
            .update();
    if (deleted == 0) {
      throw Versions.changed();
    }
    audit.record(caller, organisation, "group.deleted", "group/" + name, before, null);
  }

  List<String> members(int organisation, String name) {
    return database
        .sql(
            """
            select a.name from group_member m join account a on a.id = m.account_id
            where m.group_id = ? order by a.name
            """)
        .param(kept(organisation, name).id())
        .query(String.class)
        .list();
  }

  /// Makes exactly these the members.
  ///
  /// @return those of the names that no account has
  /// @throws Problem 409 where the members come from the sign-ins of a provider
  @Transactional
  public List<String> setMembers(
      Caller caller, int organisation, String name, List<String> accounts) {
    Kept kept = kept(organisation, name);
    if (!kept.provider().isEmpty()) {
      throw Problem.conflict(
          "Who is in this group says the identity provider "
              + kept.provider()
              + " at every sign-in: make another group for members that are sent");
    }
    database
        .sql("select id from directory_group where id = ? for update")
        .param(kept.id())
        .query(Integer.class)
        .single();
    List<String> before = members(organisation, name);
    String[] names = accounts.toArray(String[]::new);
    database
        .sql(
            """
            delete from group_member m using account a
            where m.group_id = ? and a.id = m.account_id and not a.name = any(?)
            """)
        .params(kept.id(), names)
        .update();
    database
        .sql(
            """
            insert into group_member (group_id, account_id)
            select ?, id from account
            where name = any(?) and (organisation_id is null or organisation_id = ?)
            on conflict do nothing
            """)
        .params(kept.id(), names, organisation)
        .update();
    List<String> after = members(organisation, name);
    if (!after.equals(before)) {
      audit.record(caller, organisation, "group.members.set", "group/" + name, before, after);
    }
    TreeSet<String> unknown = new TreeSet<>(accounts);
    after.forEach(unknown::remove);
    return List.copyOf(unknown);
  }
}

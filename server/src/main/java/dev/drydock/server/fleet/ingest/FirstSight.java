package dev.drydock.server.fleet.ingest;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Caller.Place;
import dev.drydock.server.access.Permission;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.fleet.Owners.Project;
import dev.drydock.server.fleet.Repetition;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.web.Problem;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds the project of an image that came without one: that of its repository, else the one that
/// is named after it, which is made. So a fleet fills before anybody has said who owns what; moving
/// a project to its team later is one edit.
@Component
class FirstSight {
  /// The team of what nobody has claimed.
  static final String UNCLAIMED = "default";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final int LONGEST_NAME = 63;
  private static final String OFFICIAL = "library/";

  private final Owners owners;
  private final JdbcClient database;
  private final AuditLog audit;
  private final Repetition repetition;
  private final Clock clock;

  FirstSight(
      Owners owners, JdbcClient database, AuditLog audit, Repetition repetition, Clock clock) {
    this.owners = owners;
    this.database = database;
    this.audit = audit;
    this.repetition = repetition;
    this.clock = clock;
  }

  /// @param team for a project that is new; `null` for the one of what nobody has claimed
  /// @throws Problem 403 where a project is missing that the caller may not make
  Project project(Caller caller, int organisation, Arrival arrival, @Nullable String team) {
    Optional<Project> known = owners.projectOf(organisation, arrival.repository());
    if (known.isEmpty()) {
      known = owners.project(organisation, name(arrival.reference()));
    }
    return known.orElseGet(() -> make(caller, organisation, name(arrival.reference()), team));
  }

  private Project make(Caller caller, int organisation, String name, @Nullable String chosenTeam) {
    if (!caller.may(Permission.MANAGE, Place.organisation(organisation))) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "No project has this repository yet, and you may not make one: upload to a project of your team");
    }
    String team = chosenTeam == null ? UNCLAIMED : chosenTeam;
    if (!NAME.matcher(team).matches()) {
      throw Problem.invalid("A team's name has small letters, digits and . _ -, at most 63");
    }
    repetition.run(() -> made(caller, organisation, name, team));
    return owners
        .project(organisation, name)
        .orElseThrow(() -> Problem.conflict("The project was taken away just now"));
  }

  /// What the audit log says of what was made.
  private record Made(String name, String team) {}

  /// @return whether the project is new
  private boolean made(Caller caller, int organisation, String name, String team) {
    OffsetDateTime now = Times.of(Times.now(clock));
    int teams =
        database
            .sql(
                """
                insert into team (organisation_id, name, created_at) values (?, ?, ?)
                on conflict (organisation_id, name) do nothing
                """)
            .params(organisation, team, now)
            .update();
    if (teams == 1) {
      audit.record(
          caller, organisation, "team.created", "team/" + team, null, new Made(team, team));
    }
    int projects =
        database
            .sql(
                """
                insert into project (organisation_id, team_id, name, created_at)
                select organisation_id, id, ?, ? from team where organisation_id = ? and name = ?
                on conflict (organisation_id, name) do nothing
                """)
            .params(name, now, organisation, team)
            .update();
    if (projects == 1) {
      audit.record(
          caller, organisation, "project.created", "project/" + name, null, new Made(name, team));
    }
    return projects == 1;
  }

  /// `registry.example.com/shop/cart` is `shop.cart`, `debian` is `debian`.
  static String name(ImageReference reference) {
    String path = reference.repository();
    if (path.startsWith(OFFICIAL)) {
      path = path.substring(OFFICIAL.length());
    }
    String name = path.replace('/', '.');
    if (name.length() > LONGEST_NAME) {
      name = name.substring(name.length() - LONGEST_NAME);
    }
    return NAME.matcher(name).matches() ? name : "x" + name.substring(1);
  }
}

package dev.drydock.server.gate;

import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.Problem;
import dev.drydock.server.gate.PolicyChain.Link;
import dev.drydock.server.gate.PolicyPlace.Level;
import dev.drydock.server.gate.PolicyStore.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tells what an edit of a policy does to those that inherit from it. Only places that have
/// something of their own to say are looked at: to the others the edit itself is all that counts.
@Component
class PoliciesBelow {
  private static final int MOST = 100;

  private final JdbcClient database;
  private final PolicyStore policies;
  private final ApprovedExceptions exceptions;
  private final PolicyChains chains;

  PoliciesBelow(
      JdbcClient database,
      PolicyStore policies,
      ApprovedExceptions exceptions,
      PolicyChains chains) {
    this.database = database;
    this.policies = policies;
    this.exceptions = exceptions;
    this.chains = chains;
  }

  /// A project or team below the edited place.
  private record Heir(Lineage lineage, @Nullable Link exceptions) {}

  /// The mistakes that policies below would have which have none now.
  List<Problem> broken(Lineage edited, @Nullable String before, @Nullable String after) {
    Map<Key, String> documents = policies.documents(edited.organisation().id());
    List<Problem> broken = new ArrayList<>();
    for (Heir heir : heirs(edited, documents)) {
      List<Problem> now = problems(heir, edited.place(), after, documents);
      if (!now.isEmpty() && problems(heir, edited.place(), before, documents).isEmpty()) {
        now.stream().filter(problem -> !broken.contains(problem)).forEach(broken::add);
      }
      if (broken.size() >= MOST) {
        break;
      }
    }
    return broken;
  }

  private List<Problem> problems(
      Heir heir, PolicyPlace edited, @Nullable String document, Map<Key, String> documents) {
    List<Link> links = new ArrayList<>();
    for (PolicyPlace place : heir.lineage().places()) {
      String text = place.equals(edited) ? document : documents.get(Key.of(place));
      if (text != null) {
        links.add(new Link(place.level().word(), place.name(), 0, text));
      }
    }
    if (heir.exceptions() != null) {
      links.add(heir.exceptions());
    }
    try {
      new PolicyChain(links).read(chains.limits());
      return List.of();
    } catch (InvalidPolicyException e) {
      return e.problems();
    }
  }

  private List<Heir> heirs(Lineage edited, Map<Key, String> documents) {
    Map<Integer, Link> excepting = exceptions.ofOrganisation(edited.organisation(), chains.today());
    List<Heir> heirs = new ArrayList<>();
    for (Lineage lineage : lineages(edited.organisation())) {
      PolicyPlace place = lineage.place();
      boolean project = place.level() == Level.PROJECT;
      Link own = project ? excepting.get(place.id()) : null;
      boolean speaks = own != null || documents.containsKey(Key.of(place));
      // a project's exceptions stand below its own policy
      boolean inherits =
          lineage.places().contains(edited.place()) && (project || !place.equals(edited.place()));
      if (speaks && inherits) {
        heirs.add(new Heir(lineage, own));
      }
    }
    return heirs;
  }

  /// All teams, each followed by its projects.
  private List<Lineage> lineages(PolicyPlace organisation) {
    Lineage top = Lineage.organisation(organisation.id(), organisation.name());
    return database
        .sql(
            """
            select t.id as team_id, t.name as team, null::int as project_id, '' as project
              from team t where t.organisation_id = :organisation
            union all
            select t.id, t.name, p.id, p.name
              from team t join project p on p.team_id = t.id where t.organisation_id = :organisation
            order by team, project
            """)
        .param("organisation", organisation.id())
        .query(
            (row, number) -> {
              Lineage team = top.team(row.getInt("team_id"), row.getString("team"));
              Integer project = row.getObject("project_id", Integer.class);
              return project == null ? team : team.project(project, row.getString("project"));
            })
        .list();
  }
}

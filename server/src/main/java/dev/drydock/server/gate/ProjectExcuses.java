package dev.drydock.server.gate;

import dev.drydock.policy.rule.Excuse;
import dev.drydock.server.advisory.GenerationLocks;
import dev.drydock.server.gate.ExcuseStore.Counting;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps written down which exceptions count in which project, so that lists, numbers and alerts
/// need not ask policies. A decision about an exception does so in its own transaction; what else
/// changes them (a policy's edit, another team, a new day) a job finds within seconds.
///
/// Exceptions for paths or observations are left out: the fleet knows neither of a component.
@Component
class ProjectExcuses {
  private static final Logger LOG = LoggerFactory.getLogger(ProjectExcuses.class);

  /// All that a project's exceptions depend on.
  private static final String SEEN =
      """
      concat_ws(' ', p.team_id, cast(:today as date),
        coalesce((select max(version) from policy_version v
          where v.organisation_id = p.organisation_id and v.team_id is null and v.project_id is null), 0),
        coalesce((select max(version) from policy_version v where v.team_id = p.team_id), 0),
        coalesce((select max(version) from policy_version v where v.project_id = p.id), 0),
        (select count(*) || ' ' || coalesce(sum(version), 0) from policy_exception e where e.project_id = p.id))
      """;

  private final Exceptions exceptions;
  private final ExcuseStore excuses;
  private final ExcusedFindings findings;
  private final ExcusedImages images;
  private final UncoveredNotices notices;
  private final Lineages lineages;
  private final PolicyStore policies;
  private final PolicyChains chains;
  private final GenerationLocks locks;
  private final JdbcClient database;
  private final TransactionTemplate transactions;
  private final Clock clock;

  ProjectExcuses(
      Exceptions exceptions,
      ExcuseStore excuses,
      ExcusedFindings findings,
      ExcusedImages images,
      UncoveredNotices notices,
      Lineages lineages,
      PolicyStore policies,
      PolicyChains chains,
      GenerationLocks locks,
      JdbcClient database,
      TransactionTemplate transactions,
      Clock clock) {
    this.exceptions = exceptions;
    this.excuses = excuses;
    this.findings = findings;
    this.images = images;
    this.notices = notices;
    this.lineages = lineages;
    this.policies = policies;
    this.chains = chains;
    this.locks = locks;
    this.database = database;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Looks at the projects of which anything has changed, each in a transaction of its own.
  void lookAtChanged() {
    List<Integer> changed =
        database
            .sql(
                "select p.id from project p left join project_excuses_seen s on s.project_id = p.id where s.seen is distinct from "
                    + SEEN
                    + " order by p.id")
            .param("today", chains.today())
            .query((row, _) -> row.getInt("id"))
            .list();
    for (int project : changed) {
      try {
        transactions.executeWithoutResult(_ -> lineages.project(project).ifPresent(this::look));
      } catch (RuntimeException e) {
        LOG.warn("What is excused in project {} is looked at later", project, e);
      }
    }
  }

  /// Writes down what counts in a project now, within the transaction of the caller.
  void look(Lineage lineage) {
    int project = lineage.requireProject().id();
    policies.lock(lineage.organisation().id());
    see(project);
    ProjectExceptions now = exceptions.of(lineage);
    Map<Integer, Counting> before = new HashMap<>(excuses.counting(project));
    List<Counting> opened = new ArrayList<>();
    for (Counting counting : counting(lineage, now)) {
      Counting known = before.remove(counting.excuse());
      if (known == null) {
        opened.add(counting);
      } else if (known.silences() != counting.silences()) {
        before.put(known.excuse(), known);
        opened.add(counting);
      }
    }
    change(lineage, List.copyOf(before.values()), opened, now.today());
    judge(project, now.today());
  }

  /// What policies say twice counts once.
  private Collection<Counting> counting(Lineage lineage, ProjectExceptions now) {
    int project = lineage.requireProject().id();
    Map<Integer, Counting> counting = new LinkedHashMap<>();
    for (Excuse excuse : now.excuses()) {
      if (excuse.paths().isEmpty() && excuse.observations().isEmpty()) {
        Counting one =
            excuses.counting(project, excuse, lineage.place().name(), now.silences(excuse));
        counting.merge(one.excuse(), one, (a, b) -> a.silences() ? a : b);
      }
    }
    return counting.values();
  }

  private void see(int project) {
    database
        .sql(
            "insert into project_excuses_seen (project_id, seen) select p.id, "
                + SEEN
                + " from project p where p.id = :project on conflict (project_id) do update set seen = excluded.seen")
        .param("today", chains.today())
        .param("project", project)
        .update();
  }

  private void change(
      Lineage lineage, List<Counting> closed, List<Counting> opened, LocalDate today) {
    if (closed.isEmpty() && opened.isEmpty()) {
      return;
    }
    // what is stored at this moment would not know of an exception that begins
    locks.storeNothing();
    int project = lineage.requireProject().id();
    Timestamp now = Timestamp.from(clock.instant().truncatedTo(ChronoUnit.MICROS));
    closed.forEach(one -> excuses.close(project, one, now));
    opened.forEach(one -> excuses.open(project, one, now));
    for (Counting one : opened) {
      if (!excuses.countsElsewhere(one.excuse(), project)) {
        StoredExcuse excuse = excuses.read(one.excuse());
        findings.judge(excuse);
        excuses.judged(excuse, today);
      }
    }
    for (StoredExcuse excuse : excuses.limited(project)) {
      images.look(project, excuse);
    }
    closed.forEach(one -> notices.tell(lineage, one));
    excuses.forgetImages(project);
  }

  /// Once a day everything is judged again: a vulnerability that has got another name since is
  /// known by it.
  private void judge(int project, LocalDate today) {
    for (StoredExcuse excuse : excuses.notJudgedOn(project, today)) {
      findings.judge(excuse);
      if (excuse.limited()) {
        images.look(project, excuse);
      }
      excuses.judged(excuse, today);
    }
  }
}

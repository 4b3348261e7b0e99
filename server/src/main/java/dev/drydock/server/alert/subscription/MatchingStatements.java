package dev.drydock.server.alert.subscription;

import java.util.List;

/// The statements that find out which subscriptions are told of what changed.
///
/// They go from the small to the large: the components of what changed, the sets that hold them (by
/// the inverted index), the projects whose watched images consist of such sets, the subscriptions of
/// these. Images are only passed through: a set that 20,000 images share becomes one row for each
/// project. Each step is a temporary table with statistics of its own, since nobody can tell
/// beforehand whether an update touches three sets or a hundred thousand.
///
/// They read `changed_finding` (thing_id, component_id, kind, severity, priority, fixable) and
/// `told_subscription` (the columns of a subscription that narrow it), which whoever uses them makes.
public final class MatchingStatements {
  /// `offset 0` keeps the index as the way in: for each component a look into it, and no scan of all
  /// sets.
  private static final String SETS =
      """
      create temporary table touched_set on commit drop as
      select c.component_id, s.id as set_id
      from (select distinct component_id from changed_finding) c
        cross join lateral (select id from component_set where components @> array[c.component_id] offset 0) s
      """;

  private static final String PROJECTS =
      """
      create temporary table touched_project on commit drop as
      select distinct i.set_id, r.project_id
      from (select distinct set_id from touched_set) s
        join image_set i on i.set_id = s.set_id
        join repository_image ri on ri.image_id = i.image_id and ri.watched
        join repository r on r.id = ri.repository_id
      """;

  /// The same for subscriptions that ask where images run; where there are none, no row.
  private static final String ENVIRONMENTS =
      """
      create temporary table touched_environment on commit drop as
      select distinct i.set_id, r.project_id, d.environment
      from (select distinct set_id from touched_set
            where exists (select from told_subscription where environments <> '{}')) s
        join image_set i on i.set_id = s.set_id
        join deployment d on d.image_id = i.image_id and d.until is null
        join repository_image ri on ri.image_id = i.image_id and ri.watched
        join repository r on r.id = ri.repository_id
      """;

  /// From components to where they are.
  public static final List<String> PLACES =
      List.of(
          SETS,
          "analyze touched_set",
          PROJECTS,
          "analyze touched_project",
          ENVIRONMENTS,
          "analyze touched_environment");

  /// What each subscription asks for, of what each set and each thing bring.
  public static final String MATCHES =
      """
      select distinct s.id as subscription_id, c.thing_id
      from (
          select s.id as subscription_id, p.set_id
          from touched_project p
            join project j on j.id = p.project_id
            join told_subscription s on s.organisation_id = j.organisation_id and (s.team_id is null or s.team_id = j.team_id)
          where s.environments = '{}' and (s.projects = '{}' or j.id = any(s.projects))
        union
          select s.id, e.set_id
          from touched_environment e
            join project j on j.id = e.project_id
            join told_subscription s on s.organisation_id = j.organisation_id and (s.team_id is null or s.team_id = j.team_id)
          where e.environment = any(s.environments) and (s.projects = '{}' or j.id = any(s.projects))
        ) w
        join told_subscription s on s.id = w.subscription_id
        join (
          select distinct c.thing_id, c.kind, c.severity, c.priority, c.fixable, t.set_id
          from changed_finding c join touched_set t on t.component_id = c.component_id
        ) c on c.set_id = w.set_id
      where c.severity <= s.severity and c.priority <= s.priority and (not s.fixable or c.fixable)
        and (s.kinds = '{}' or c.kind = any(s.kinds))
      """;

  private MatchingStatements() {}
}

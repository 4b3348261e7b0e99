package dev.drydock.server.alert.subscription;

import java.util.List;

/// The statements that find out which subscriptions are told of what changed.
///
/// They go from the small to the large: the components of what changed, the sets that hold them (by
/// the inverted index), the projects whose watched images consist of such sets, the subscriptions
/// of these. Images are only passed through: a set that 20,000 images share becomes one row for
/// each project. Each step is a temporary table with statistics of its own, since nobody can tell
/// beforehand whether an update touches three sets or a hundred thousand.
///
/// What exceptions excuse in a project is told to nobody for its sake.
///
/// They read `changed_finding` (thing_id, component_id, vulnerability_id, kind, severity, priority,
/// fixable) and `told_subscription` (the columns of a subscription that narrow it), which whoever
/// uses them makes.
public final class MatchingStatements {
  /// `offset 0` keeps the index as the way in: for each component a look into it, and no scan of
  /// all sets.
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

  /// What each subscription asks for, and of which projects.
  private static final String ASKED =
      """
      create temporary table told_project on commit drop as
      select s.id as subscription_id, j.id as project_id, s.environments, s.kinds, s.severity, s.priority, s.fixable
      from told_subscription s join project j on j.team_id = s.team_id
      where s.projects = '{}' or j.id = any(s.projects)
      union all
      select s.id, j.id, s.environments, s.kinds, s.severity, s.priority, s.fixable
      from told_subscription s join project j on j.organisation_id = s.organisation_id
      where s.team_id is null and (s.projects = '{}' or j.id = any(s.projects))
      """;

  private static final String TOLD_SETS =
      """
      create temporary table told_set on commit drop as
      select distinct t.subscription_id, p.set_id, t.kinds, t.severity, t.priority, t.fixable
      from touched_project p join told_project t on t.project_id = p.project_id
      where t.environments = '{}'
      union
      select t.subscription_id, e.set_id, t.kinds, t.severity, t.priority, t.fixable
      from touched_environment e join told_project t on t.project_id = e.project_id
      where e.environment = any(t.environments)
      """;

  /// What exceptions excuse of what changed, and in which projects: of one image, or of all. Mostly
  /// nothing, so that all else need not ask.
  private static final String EXCUSED =
      """
      create temporary table excused_change on commit drop as
      select distinct e.project_id, e.image_id, e.component_id, e.vulnerability_id
      from (select distinct component_id, vulnerability_id from changed_finding) c
        join excused_now e on e.component_id = c.component_id and e.vulnerability_id = c.vulnerability_id
      """;

  /// Where what is excused somewhere is not: images that nothing excuses it in.
  private static final String UNEXCUSED =
      """
      create temporary table unexcused_place on commit drop as
      select distinct e.component_id, e.vulnerability_id, r.project_id, ri.image_id
      from (select distinct component_id, vulnerability_id from excused_change) e
        join touched_set t on t.component_id = e.component_id
        join image_set i on i.set_id = t.set_id
        join repository_image ri on ri.image_id = i.image_id and ri.watched
        join repository r on r.id = ri.repository_id
      where not exists (select from excused_change x
        where x.component_id = e.component_id and x.vulnerability_id = e.vulnerability_id
          and x.project_id = r.project_id and (x.image_id is null or x.image_id = ri.image_id))
      """;

  /// From components to where they are, and to who wants to know. The memory is for hash tables of
  /// some hundred thousand rows.
  public static final List<String> PLACES =
      List.of(
          "set local work_mem = '64MB'",
          SETS,
          "analyze touched_set",
          PROJECTS,
          "analyze touched_project",
          ENVIRONMENTS,
          "analyze touched_environment",
          ASKED,
          "analyze told_project",
          TOLD_SETS,
          "analyze told_set",
          EXCUSED,
          "analyze excused_change",
          UNEXCUSED,
          "analyze unexcused_place");

  /// Which subscription is told of which thing: by sets where nobody has excused it anywhere; by
  /// images else.
  public static final String MATCHES =
      """
      select distinct w.subscription_id, c.thing_id
      from told_set w
        join (
          select distinct c.thing_id, c.kind, c.severity, c.priority, c.fixable, t.set_id
          from changed_finding c join touched_set t on t.component_id = c.component_id
          where not exists (select from excused_change x
            where x.component_id = c.component_id and x.vulnerability_id = c.vulnerability_id)
        ) c on c.set_id = w.set_id
      where c.severity <= w.severity and c.priority <= w.priority and (not w.fixable or c.fixable)
        and (w.kinds = '{}' or c.kind = any(w.kinds))
      union
      select w.subscription_id, c.thing_id
      from unexcused_place u
        join changed_finding c on c.component_id = u.component_id and c.vulnerability_id = u.vulnerability_id
        join told_project w on w.project_id = u.project_id
      where c.severity <= w.severity and c.priority <= w.priority and (not w.fixable or c.fixable)
        and (w.kinds = '{}' or c.kind = any(w.kinds))
        and (w.environments = '{}' or exists (select from deployment d
          where d.image_id = u.image_id and d.until is null and d.environment = any(w.environments)))
      """;

  private MatchingStatements() {}
}

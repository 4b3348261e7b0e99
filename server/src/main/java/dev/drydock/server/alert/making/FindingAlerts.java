package dev.drydock.server.alert.making;

import dev.drydock.server.alert.subscription.MatchingStatements;
import java.util.List;

/// The statements that make alerts of one generation's changes: what changed becomes things, once for
/// all who are told; who is told, [MatchingStatements] find out.
final class FindingAlerts {

  /// What changed, in the words of alerts. A finding that has ended since is told to nobody.
  static final String CHANGES =
      """
      create temporary table changed_finding on commit drop as
      select c.component_id, c.vulnerability_id, c.kind = 'came_back' as came_back,
        case c.kind when 'raised' then 'raised' when 'fix_available' then 'fix_available' else 'new_finding' end as kind,
        case c.kind when 'appeared' then 0 else c.generation_id end as occurrence,
        case f.fix_group when '' then p.name else f.fix_group end as fix_group,
        f.severity, f.priority, f.fixed_in, f.fixed_in <> '{}' as fixable, cast(null as bigint) as thing_id
      from finding_change c
        join component_finding f on f.component_id = c.component_id and f.vulnerability_id = c.vulnerability_id and f.until is null
        join component p on p.id = c.component_id
      where c.generation_id = :generation and c.kind <> 'gone'
      """;

  private static final String THINGS =
      """
      insert into alert_thing (kind, vulnerability_id, came_back, fix_group, occurrence, severity, priority, fixed_in, made_at)
      select distinct on (kind, vulnerability_id, fix_group, occurrence) kind, vulnerability_id, came_back, fix_group, occurrence,
        severity, priority, fixed_in[1\\:10], :now
      from changed_finding
      order by kind, vulnerability_id, fix_group, occurrence, priority, severity, not fixable, component_id
      on conflict do nothing
      """;

  private static final String THING_OF_CHANGE =
      """
      update changed_finding c set thing_id = t.id
      from alert_thing t
      where t.kind = c.kind and t.vulnerability_id = c.vulnerability_id and t.notice_id is null
        and t.fix_group = c.fix_group and t.occurrence = c.occurrence
      """;

  private static final String COMPONENTS =
      """
      insert into alert_thing_component (thing_id, component_id)
      select distinct thing_id, component_id from changed_finding
      on conflict do nothing
      """;

  /// What is written down before it is known who is told.
  static final List<String> THINGS_AND_COMPONENTS =
      List.of(CHANGES, "analyze changed_finding", THINGS, THING_OF_CHANGE, COMPONENTS);

  static final String ALERTS =
      """
      insert into alert (subscription_id, thing_id, due_at)
      select m.subscription_id, m.thing_id, coalesce(d.due_at, :now)
      from (%s) m left join subscription_due d on d.subscription_id = m.subscription_id
      on conflict do nothing
      """
          .formatted(MatchingStatements.MATCHES);

  private FindingAlerts() {}
}

package dev.drydock.server.alert.making;

/// The statements that make alerts of notices. A notice says who it is for; it has no severity, and
/// nothing is known of environments: only kind, project and priority are held against it.
final class NoticeAlerts {
  static final String THINGS =
      """
      insert into alert_thing (kind, notice_id, fix_group, priority, made_at)
      select kind, id, kind || ' ' || subject, priority, :now from notice where id = any(:notices)
      on conflict do nothing
      """;

  static final String ALERTS =
      """
      insert into alert (subscription_id, thing_id, due_at)
      select s.id, t.id, coalesce(d.due_at, :now)
      from notice n
        join alert_thing t on t.notice_id = n.id
        join told_subscription s on s.organisation_id = n.organisation_id and (s.team_id is null or s.team_id = n.team_id)
        left join subscription_due d on d.subscription_id = s.id
      where n.id = any(:notices) and n.ended_at is null and n.priority <= s.priority
        and (s.kinds = '{}' or n.kind = any(s.kinds))
        and (s.projects = '{}' or n.project_id = any(s.projects))
      on conflict do nothing
      """;

  private NoticeAlerts() {}
}

-- Who is told what, by which way (docs/server-alerts.md). Without a team, a channel or a subscription is the organisation's.

-- A way out: addresses and credentials are in `settings`, sealed with the operator's key. A channel that fails again and again rests until `rests_until`.
create table alert_channel (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  team_id int references team on delete cascade,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  kind text not null,
  settings bytea not null,
  version int not null default 1,
  created_at timestamptz not null,
  failures int not null default 0, -- one after the other
  rests_until timestamptz,
  last_failure text not null default '',
  unique nulls not distinct (organisation_id, team_id, name)
);

-- Empty lists mean all. One that was removed stays for the sake of what it told.
create table subscription (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  team_id int references team on delete cascade,
  title text not null default '',
  channel_id int references alert_channel on delete set null,
  kinds text[] not null default '{}',
  projects int[] not null default '{}',
  environments text[] not null default '{}',
  severity smallint not null default 5, -- this one and graver ones
  priority smallint not null default 2, -- this one and more urgent ones
  fixable boolean not null default false, -- only what there is a fix for
  schedule text not null check (schedule in ('immediate', 'daily', 'weekly')),
  hour smallint not null default 8 check (hour between 0 and 23),
  weekday smallint not null default 1 check (weekday between 1 and 7),
  time_zone text not null default 'UTC',
  quiet_from smallint check (quiet_from between 0 and 23),
  quiet_until smallint check (quiet_until between 0 and 23),
  paused boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index on subscription (organisation_id, team_id) where removed_at is null;
create index on subscription (channel_id);

-- A new thing, once for all who are told of it: a vulnerability within what one update removes, or a notice.
-- `occurrence`: the generation, where the same may happen again; 0 where it is told once and for all.
create table alert_thing (
  id bigint generated always as identity primary key,
  kind text not null,
  vulnerability_id int references vulnerability,
  notice_id bigint references notice on delete cascade,
  came_back boolean not null default false,
  fix_group text not null default '',
  occurrence int not null default 0,
  severity smallint,
  priority smallint not null,
  fixed_in text[] not null default '{}',
  made_at timestamptz not null,
  unique nulls not distinct (kind, vulnerability_id, notice_id, fix_group, occurrence)
);

-- In which components.
create table alert_thing_component (
  thing_id bigint not null references alert_thing on delete cascade,
  component_id int not null references component on delete cascade,
  primary key (thing_id, component_id)
);
create index on alert_thing_component (component_id); -- for the sweep, which removes components that nobody has any more

-- One delivery. `key` goes along to the receiver, so that a repetition can be known. While it waits, `next_at` is when it is tried (again);
-- who tries it moves that into the future first, so that nobody else does, and somebody else does where the first one dies.
create table alert_message (
  id bigint generated always as identity primary key,
  key uuid not null unique default gen_random_uuid(),
  subscription_id int not null references subscription on delete cascade,
  fix_group text, -- where it is about one
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead', 'withdrawn')),
  content jsonb, -- as it was first tried, so that a repetition says the same
  attempts int not null default 0,
  next_at timestamptz not null,
  last_failure text not null default '',
  receipt text not null default '', -- what the receiver gave back: the address of an issue
  made_at timestamptz not null,
  ended_at timestamptz
);
create index alert_message_due on alert_message (next_at) where state = 'waiting';
create index alert_message_open on alert_message (subscription_id, id) where state <> 'sent';

-- A thing that somebody is told; exactly once for each subscription. An update may make a hundred thousand of them at once: there is no index that is not
-- needed, and no foreign key to things, which nobody removes before the subscriptions of their organisation.
create table alert (
  subscription_id int not null references subscription on delete cascade,
  thing_id bigint not null,
  due_at timestamptz not null,
  message_id bigint references alert_message on delete cascade,
  primary key (subscription_id, thing_id)
);
create index alert_to_collect on alert (due_at) where message_id is null;
create index alert_of_message on alert (message_id) where message_id is not null;

-- The issue that a channel has for a group, so that the next alert of the group goes there.
create table alert_issue (
  channel_id int not null references alert_channel on delete cascade,
  marker text not null,
  issue text not null,
  primary key (channel_id, marker)
);

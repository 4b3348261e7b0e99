-- Registries that an organisation watches.
create table registry_connection (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  kind text not null,
  registry text not null, -- host[:port], as references begin
  plain_http boolean not null default false,
  username text not null default '',
  password bytea, -- sealed
  webhook_secret bytea, -- sealed; without one, no webhook is believed
  project_id int references project on delete set null, -- of what no rule names
  discovery_minutes int check (discovery_minutes > 0), -- null: never
  discovery_at timestamptz, -- when the next one is due
  discovered_at timestamptz,
  discovery_failure text not null default '',
  version int not null default 1,
  created_at timestamptz not null,
  unique (organisation_id, name)
);
create index on registry_connection (project_id);
create index on registry_connection (discovery_at) where discovery_at is not null;

-- Which repositories of it belong to which project: the first pattern that matches.
create table connection_rule (
  connection_id int not null references registry_connection on delete cascade,
  position smallint not null,
  pattern text not null,
  project_id int not null references project on delete cascade,
  primary key (connection_id, position)
);
create index on connection_rule (project_id);

-- What registries told, or discovery found: one row for each thing that was pushed or deleted under a name, however often it is told.
create table push (
  id bigint generated always as identity primary key,
  connection_id int not null references registry_connection on delete cascade,
  action text not null check (action in ('pushed', 'deleted')),
  repository text not null, -- without the registry
  tag text not null default '', -- '': by its digest only
  digest bytea not null default '' check (length(digest) in (0, 32)), -- '': the registry did not say
  happened_at timestamptz not null, -- the latest time that it was told of
  state text not null default 'waiting' check (state in ('waiting', 'done', 'passed-over', 'dead')),
  attempts int not null default 0,
  next_at timestamptz not null,
  last_failure text not null default '',
  ended_at timestamptz,
  unique (connection_id, repository, tag, digest, action)
);
create index push_due on push (next_at) where state = 'waiting';
create index push_of_connection on push (connection_id, state, id);
create index push_ended on push (ended_at) where state in ('done', 'passed-over');

-- Exceptions that somebody asked for in a project, with what became of them. What they say is what an exception of a policy says.
create table policy_exception (
  id int generated always as identity primary key,
  project_id int not null references project on delete cascade,
  number int not null check (number >= 1), -- within the project
  ids text[] not null default '{}',
  packages text[] not null default '{}',
  paths text[] not null default '{}',
  observations text[] not null default '{}',
  images text[] not null default '{}',
  rules text[] not null default '{}',
  status text not null check (status in ('not_affected', 'affected', 'fixed', 'under_investigation')),
  justification text,
  owner text not null,
  reason text not null,
  until date, -- the last day on which it counts
  digest bytea not null check (length(digest) = 32), -- of what it says: the same is not asked for twice
  state text not null check (state in ('requested', 'approved', 'refused', 'withdrawn', 'expired')),
  account_id int references account on delete set null, -- who asked
  account text not null, -- its name at that time
  asked_at timestamptz not null,
  decided_at timestamptz,
  version int not null default 1,
  unique (project_id, number)
);
create unique index policy_exception_open on policy_exception (project_id, digest) where state in ('requested', 'approved');
create index policy_exception_ending on policy_exception (until) where state = 'approved';
create index policy_exception_by_state on policy_exception (state, project_id, number);

-- What was done and said about an exception, in its order.
create table policy_exception_event (
  exception_id int not null references policy_exception on delete cascade,
  number int not null check (number >= 1),
  kind text not null check (kind in ('requested', 'approved', 'refused', 'withdrawn', 'commented', 'expired')),
  account_id int references account on delete set null,
  account text not null,
  text text not null default '',
  at timestamptz not null,
  primary key (exception_id, number)
);
-- nobody approves twice
create unique index policy_exception_approver on policy_exception_event (exception_id, account_id) where kind = 'approved';

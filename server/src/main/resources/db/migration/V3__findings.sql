-- What is known to be vulnerable: a component once for the whole fleet, over time.

-- The index of advisories that findings are of; the newest generation counts. The file itself is in parts, so that every replica can have it.
create table advisory_generation (
  id int generated always as identity primary key,
  digest bytea not null check (length(digest) = 32), -- SHA-256 of the file
  built_at timestamptz not null,
  size bigint not null,
  begun_at timestamptz not null, -- from here on it counts
  matched_at timestamptz, -- when all that changed had been matched again
  announced_at timestamptz -- when all alerts of it were in the outbox
);
create table advisory_part (
  generation_id int not null references advisory_generation on delete cascade,
  number int not null,
  content bytea not null,
  primary key (generation_id, number)
);
alter table advisory_part alter column content set storage external;

create table vulnerability (
  id int generated always as identity primary key,
  name text not null unique, -- the CVE where there is one
  aliases text[] not null default '{}',
  summary text not null default '',
  published date
);
create index on vulnerability using gin (aliases);

-- A period in which a component has a vulnerability in one form: where severity, priority, status or fix change, the period ends and another begins.
-- `appeared_at` is when it was first known, through all periods that follow each other without a gap.
-- severity: 0 critical, 1 high, 2 medium, 3 low, 4 negligible, 5 unknown. priority: 0 act, 1 attend, 2 track. Numbers sort as people do.
create table component_finding (
  component_id int not null references component,
  vulnerability_id int not null references vulnerability,
  since timestamptz not null,
  until timestamptz,
  appeared_at timestamptz not null,
  severity smallint not null check (severity between 0 and 5),
  priority smallint not null check (priority between 0 and 2),
  status text not null,
  fixed_in text[] not null default '{}',
  fix_group text not null default '', -- what is to be updated, for alerts: one text for all that one update removes
  generation_id int not null references advisory_generation,
  primary key (component_id, vulnerability_id, since)
);
create unique index component_finding_now on component_finding (component_id, vulnerability_id) where until is null;
create index component_finding_by_vulnerability on component_finding (vulnerability_id) where until is null;
create index component_finding_urgent on component_finding (component_id, appeared_at) where until is null and priority = 0;
create index component_finding_by_generation on component_finding (generation_id);

-- How many open findings a set has, so that an image's numbers are a sum over its few sets.
create table set_summary (
  set_id int primary key references component_set,
  act int not null default 0,
  attend int not null default 0,
  track int not null default 0,
  critical int not null default 0,
  high int not null default 0,
  fixable int not null default 0
);

-- What a generation changed; alerts are made of these.
create table finding_change (
  generation_id int not null references advisory_generation,
  component_id int not null references component,
  vulnerability_id int not null references vulnerability,
  kind text not null check (kind in ('appeared', 'came_back', 'raised', 'fix_available', 'gone')),
  primary key (generation_id, component_id, vulnerability_id)
);

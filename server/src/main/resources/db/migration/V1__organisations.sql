-- Who owns what. Names are what people and addresses of the API say; ids never leave the database.
-- `version` counts the edits of a row, for ETag and If-Match.

create table organisation (
  id int generated always as identity primary key,
  name text not null unique check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  title text not null default '',
  version int not null default 1,
  created_at timestamptz not null
);

create table team (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  title text not null default '',
  contact text not null default '',
  version int not null default 1,
  created_at timestamptz not null,
  unique (organisation_id, name)
);

-- A project belongs to one team at a time; its name is unique within the organisation, so that it can change teams.
create table project (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  team_id int not null references team on delete restrict,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  title text not null default '',
  source text not null default '',
  version int not null default 1,
  created_at timestamptz not null,
  unique (organisation_id, name)
);
create index on project (team_id);

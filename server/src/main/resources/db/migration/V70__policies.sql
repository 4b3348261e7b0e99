-- Policies of organisations, teams and projects, each with all its versions: what was written, by whom, when and why. The newest version of a
-- place counts; one without a document says that the place has none any more.
create table policy_version (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  team_id int references team on delete cascade, -- of a team's
  project_id int references project on delete cascade, -- of a project's
  version int not null check (version >= 1),
  document text,
  reason text not null default '',
  account_id int references account on delete set null,
  account text not null, -- its name at that time
  written_at timestamptz not null,
  check (team_id is null or project_id is null),
  unique nulls not distinct (organisation_id, team_id, project_id, version)
);
create index on policy_version (team_id) where team_id is not null;
create index on policy_version (project_id) where project_id is not null;

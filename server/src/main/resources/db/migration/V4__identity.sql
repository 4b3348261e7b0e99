-- Who asks. Accounts are people and service accounts; what they may do is in grants; tokens may do at most what their account may.

create table account (
  id int generated always as identity primary key,
  name text not null unique, -- what one signs in with; of OIDC `issuer#subject`
  title text not null default '',
  email text not null default '',
  kind text not null check (kind in ('local', 'oidc', 'service')),
  password text, -- Argon2id, PHC string format; only of local accounts
  disabled boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null
);

-- Without an organisation: everywhere. Without a team: in all of the organisation.
create table role_grant (
  id int generated always as identity primary key,
  account_id int not null references account on delete cascade,
  organisation_id int references organisation on delete cascade,
  team_id int references team on delete cascade,
  role text not null check (role in ('viewer', 'developer', 'maintainer', 'security', 'admin')),
  source text not null default 'local' check (source in ('local', 'oidc', 'sync')),
  check (team_id is null or organisation_id is not null),
  unique nulls not distinct (account_id, organisation_id, team_id, role, source)
);
create index on role_grant (organisation_id);
create index on role_grant (team_id);

create table api_token (
  id int generated always as identity primary key,
  account_id int not null references account on delete cascade,
  name text not null,
  secret_digest bytea not null unique check (length(secret_digest) = 32), -- SHA-256: the secret has 256 random bits
  organisation_id int references organisation on delete cascade,
  team_id int references team on delete cascade,
  project_id int references project on delete cascade,
  role text not null check (role in ('viewer', 'developer', 'maintainer', 'security', 'admin')),
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index on api_token (account_id);

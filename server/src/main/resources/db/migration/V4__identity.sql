-- Who asks. Accounts are people and service accounts; what they may do is in grants; tokens may do at most what their account may.

create table account (
  id int generated always as identity primary key,
  -- what one signs in with; `provider:name` of those that an identity provider knows, `organisation:name` of an organisation's service accounts
  name text not null unique check (name ~ '^[A-Za-z0-9][A-Za-z0-9._@:+-]{0,199}$'),
  title text not null default '',
  email text not null default '',
  kind text not null check (kind in ('local', 'oidc', 'service')),
  organisation_id int references organisation on delete cascade, -- of service accounts that an organisation has made
  issuer text, -- of OIDC: these two say who it is, whatever becomes of the name
  subject text,
  password text, -- Argon2id, PHC string format; only of local accounts
  disabled boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  unique (issuer, subject),
  check ((kind = 'oidc') = (issuer is not null and subject is not null)),
  check (password is null or kind = 'local')
);
create index on account (organisation_id);

-- Without an organisation: everywhere. Without a team: in all of the organisation.
create table role_grant (
  id int generated always as identity primary key,
  account_id int not null references account on delete cascade,
  organisation_id int references organisation on delete cascade,
  team_id int references team on delete cascade,
  role text not null check (role in ('viewer', 'developer', 'maintainer', 'security', 'admin')),
  source text not null default 'local' check (source in ('local', 'oidc')), -- who gave it: people, or what an identity provider says
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
create unique index api_token_name on api_token (account_id, name) where revoked_at is null;
create index on api_token (account_id);
create index on api_token (organisation_id);

-- Groups of a directory: an identity provider's, read at every sign-in, or one that a directory sends. Their members have the group's grants.
create table directory_group (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  title text not null default '',
  provider text not null default '', -- whose word in the claim of groups `claim` is; empty: members are sent
  claim text not null default '',
  version int not null default 1,
  created_at timestamptz not null,
  unique (organisation_id, name)
);
create unique index directory_group_claim on directory_group (provider, claim, organisation_id) where provider <> '';

create table group_grant (
  group_id int not null references directory_group on delete cascade,
  team_id int references team on delete cascade, -- null: in all of the organisation
  role text not null check (role in ('viewer', 'developer', 'maintainer', 'security', 'admin')),
  unique nulls not distinct (group_id, team_id)
);
create index on group_grant (team_id);

create table group_member (
  group_id int not null references directory_group on delete cascade,
  account_id int not null references account on delete cascade,
  primary key (group_id, account_id)
);
create index on group_member (account_id);

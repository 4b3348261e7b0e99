-- People who have signed in: the cookie holds 256 random bits, the table only their digest.
create table session (
  digest bytea primary key check (length(digest) = 32),
  account_id int not null references account on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index on session (account_id);
create index on session (last_seen_at);

-- Attempts to sign in, so that all replicas count together. `key` is the SHA-256 of what is counted: an account's name, or an address.
create table sign_in_attempt (
  key bytea primary key check (length(key) = 32),
  failures int not null,
  last_at timestamptz not null,
  blocked_until timestamptz not null
);
create index on sign_in_attempt (last_at);

-- Sign-ins at an identity provider that have begun: under the digest of `state` (RFC 6749, section 10.12).
create table oidc_request (
  state bytea primary key check (length(state) = 32),
  browser bytea not null check (length(browser) = 32), -- digest of the cookie: only the browser that began may end it
  document text not null,
  expires_at timestamptz not null
);
create index on oidc_request (expires_at);

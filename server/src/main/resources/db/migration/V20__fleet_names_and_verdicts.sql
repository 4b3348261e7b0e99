-- Other digests by which clusters and registries name an image: that of its configuration, those of indexes that it is in.
create table image_alias (
  organisation_id int not null references organisation on delete cascade,
  digest bytea not null check (length(digest) = 32),
  image_id int not null references image on delete cascade,
  kind text not null check (kind in ('config', 'index')),
  primary key (organisation_id, digest, image_id)
);
create index on image_alias (image_id);

-- What gates said when images were built; the past for the measures of maturity.
create table gate_verdict (
  id bigint generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  project_id int not null references project on delete cascade,
  repository_id int not null references repository on delete cascade,
  image_id int not null references image on delete cascade,
  gated_at timestamptz not null,
  passed boolean not null,
  policy text not null default '', -- what it was judged by, in words
  standing text not null default '', -- what kind of base it stands upon, where somebody asked
  standing_document text, -- all that was found of it, JSON
  unique (repository_id, image_id, gated_at) -- an upload that is repeated says the same once
);
create index on gate_verdict (project_id, gated_at);
create index on gate_verdict (image_id);

-- A cluster as it was told of last.
create table cluster (
  organisation_id int not null references organisation on delete cascade,
  name text not null check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
  environment text not null,
  told_at timestamptz not null,
  primary key (organisation_id, name)
);

-- Whether an image is signed, as far as anybody has looked: `present` is a signature that nobody here has verified.
alter table image
  add column signed text not null default 'unknown' check (signed in ('unknown', 'none', 'present', 'verified'));

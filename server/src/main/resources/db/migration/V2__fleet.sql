-- What runs where. Components are stored apart from the images that hold them, and in sets that images share: the packages of one layer are
-- one set, so that a base image is there once, however many stand on it (docs/adr/0019).

-- A component version with what matching reads of its surroundings; `digest` is the SHA-256 of `document`.
create table component (
  id int generated always as identity primary key,
  digest bytea not null unique check (length(digest) = 32),
  document text not null,
  type text not null,
  name text not null,
  version text not null,
  purl text not null
);
create index component_by_purl on component (purl text_pattern_ops);
create index component_by_name on component (name text_pattern_ops);

-- Under which package names advisories may speak of a component.
create table component_name (
  name text not null,
  component_id int not null references component,
  primary key (name, component_id)
);

-- Sorted ids; `digest` is the SHA-256 over the components' digests in their order.
create table component_set (
  id int generated always as identity primary key,
  digest bytea not null unique check (length(digest) = 32),
  components int[] not null
);
create index component_set_members on component_set using gin (components);

-- Bills of materials as they came: CycloneDX JSON, compressed with gzip, under the SHA-256 of what was compressed.
create table bom_document (
  digest bytea primary key check (length(digest) = 32),
  content bytea not null,
  size int not null
);
alter table bom_document alter column content set storage external; -- compressed already

create table image (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  digest bytea not null check (length(digest) = 32), -- of the manifest
  bom_digest bytea not null references bom_document,
  platform text not null,
  distribution text not null default '',
  base_reference text not null default '',
  base_digest bytea,
  built_at timestamptz,
  components int not null default 0,
  ingested_at timestamptz not null,
  unique (organisation_id, digest)
);
create index image_by_arrival on image (organisation_id, id desc);
create index on image (bom_digest);

-- Which sets an image consists of. `origin`: b(ase), a(pplication) or u(nknown).
create table image_set (
  image_id int not null references image on delete cascade,
  set_id int not null references component_set,
  position smallint not null,
  layer text not null default '',
  origin "char" not null default 'u',
  primary key (image_id, position)
);
create index image_set_by_set on image_set (set_id, image_id);

create table repository (
  id int generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  project_id int not null references project on delete cascade,
  name text not null, -- registry.example.com/shop/cart
  version int not null default 1,
  created_at timestamptz not null,
  unique (organisation_id, name)
);
create index on repository (project_id);

-- An image in a repository; `watched` while a tag or a deployment holds it there, or nothing ever did.
create table repository_image (
  repository_id int not null references repository on delete cascade,
  image_id int not null references image on delete cascade,
  pushed_at timestamptz not null,
  watched boolean not null default true,
  primary key (repository_id, image_id)
);
create index on repository_image (image_id);
create index repository_image_watched on repository_image (image_id) where watched;

-- Tags over time: the open period (`until is null`) is where a tag points now.
create table tag_period (
  repository_id int not null references repository on delete cascade,
  tag text not null,
  since timestamptz not null,
  until timestamptz,
  image_id int not null references image on delete cascade,
  primary key (repository_id, tag, since)
);
create unique index tag_now on tag_period (repository_id, tag) where until is null;
create index on tag_period (image_id);

-- Where images run, over time.
create table deployment (
  id bigint generated always as identity primary key,
  organisation_id int not null references organisation on delete cascade,
  environment text not null,
  cluster text not null,
  namespace text not null,
  workload text not null, -- deployment/cart
  container text not null,
  reference text not null, -- as the cluster names the image
  digest bytea, -- where the cluster says
  image_id int references image on delete set null,
  internet_facing boolean not null default false,
  replicas int not null default 1,
  since timestamptz not null,
  until timestamptz
);
-- while a workload is being updated, the old image and the new one run beside each other
create unique index deployment_now on deployment (organisation_id, cluster, namespace, workload, container, reference, digest)
  nulls not distinct where until is null;
create index on deployment (image_id);
create index on deployment (organisation_id, digest) where until is null;

-- Which findings exceptions excuse, for lists, numbers and alerts. Whether an exception speaks of a finding never changes, and is judged once for the whole
-- fleet by the code that gates judge with. Where it counts changes with policies, teams and days, and is kept for each project.

-- What an exception says, once however many projects have it, whether it stands in a policy or was approved.
create table excuse (
  id int generated always as identity primary key,
  digest bytea not null unique check (length(digest) = 32), -- of all that it says
  about text not null, -- in words, for people
  ids text[] not null,
  id_keys text[] not null, -- the same in upper case, to find what it may speak of
  packages text[] not null,
  images text[] not null, -- not empty: it counts where `excused_image` says
  rules text[] not null,
  owner text not null,
  reason text not null,
  last_day date,
  judged_on date -- when all that was open then had been judged
);
create index excuse_by_id on excuse using gin (id_keys);

-- Since when an exception counts in a project, and until when it did.
create table project_excuse (
  id bigint generated always as identity primary key,
  project_id int not null references project on delete cascade,
  excuse_id int not null references excuse,
  exception int, -- the number of the approved one; null: it stands in a policy
  place text not null, -- which document has it
  silences boolean not null, -- whether nobody is to be woken for what it covers
  since timestamptz not null,
  until timestamptz
);
create unique index project_excuse_now on project_excuse (project_id, excuse_id) where until is null;
create index project_excuse_by_project on project_excuse (project_id, since);
create index project_excuse_by_excuse on project_excuse (excuse_id) where until is null;

-- Of what a project's excuses were told last: whatever they depend on, as one text.
create table project_excuses_seen (
  project_id int primary key references project on delete cascade,
  seen text not null
);

-- What an exception covers, whatever the image.
create table excused_finding (
  excuse_id int not null references excuse,
  component_id int not null references component on delete cascade,
  vulnerability_id int not null references vulnerability,
  primary key (excuse_id, component_id, vulnerability_id)
);
create index excused_finding_by_component on excused_finding (component_id, vulnerability_id);

-- The images of a project that an exception for some images counts for.
create table excused_image (
  project_id int not null references project on delete cascade,
  excuse_id int not null references excuse,
  image_id int not null references image on delete cascade,
  primary key (project_id, excuse_id, image_id)
);
create index on excused_image (image_id);

-- What nobody is woken for now, and why: of one image of a project, or of all of them.
create view excused_now as
  select p.project_id, i.image_id, f.component_id, f.vulnerability_id
  from project_excuse p
    join excuse x on x.id = p.excuse_id
    join excused_finding f on f.excuse_id = x.id
    left join excused_image i on i.excuse_id = x.id and i.project_id = p.project_id
  where p.until is null and p.silences and (x.images = '{}' or i.image_id is not null);

-- News that is no finding: whoever learns it writes one row in its own transaction; alerts are made of these.

create table notice (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('base_improved', 'image_out_of_date', 'exception_expiring', 'exception_ended', 'end_of_life')),
  organisation_id int not null references organisation on delete cascade,
  team_id int references team on delete cascade, -- null: it concerns the organisation alone
  project_id int references project on delete cascade,
  key text not null, -- the same news has the same key, and is told once
  subject text not null, -- what it is about, for people: registry.example.com/shop/cart:1.4
  text text not null, -- what happened, in one sentence
  action text not null default '', -- what to do next, in one sentence
  priority smallint not null check (priority between 0 and 2),
  happened_at timestamptz not null,
  announced_at timestamptz, -- when all alerts of it were in the outbox
  ended_at timestamptz, -- when it was so no more: whoever has not been told yet is not told
  unique nulls not distinct (organisation_id, team_id, kind, key)
);
create index notice_to_announce on notice (id) where announced_at is null;
create index notice_open on notice (kind) where ended_at is null and kind = 'image_out_of_date';

-- How far a generation has been matched, and how the advisories get here.

alter table advisory_generation
  add column rules int not null default 1, -- the number of the engine's rules by which it is matched; it never goes back
  add column matched_component int not null default 0; -- the last component, in the order of ids, that has been matched with it

-- Only the newest may be under way: the next one begins when all that the one before changed has been matched.
create unique index advisory_generation_under_way on advisory_generation ((true)) where matched_at is null;

-- The last attempts to refresh the advisories; one row.
create table advisory_refresh (
  single boolean primary key default true check (single),
  attempted_at timestamptz,
  succeeded_at timestamptz,
  failing_since timestamptz, -- null while all is well
  failure text -- for people, one line
);
insert into advisory_refresh default values;

-- How often components and sets have been removed: what a replica remembers of their ids holds only while this stays.
create table component_sweep (
  single boolean primary key default true check (single),
  count int not null default 0
);
insert into component_sweep default values;

alter table set_summary set (fillfactor = 60); -- updates change no column of an index and stay on their page

-- What refers to a component, for when it is removed.
create index on component_name (component_id);
create index on finding_change (component_id);

-- what is removed when it has grown old
create index on component_finding (until) where until is not null;

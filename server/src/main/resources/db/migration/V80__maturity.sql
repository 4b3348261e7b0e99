-- Where teams and organisations stood on the road, day by day: what was measured, so that old days can be looked at with new thresholds.
create table maturity_day (
  organisation_id int not null references organisation on delete cascade,
  team_id int references team on delete cascade, -- null: the organisation as a whole
  day date not null,
  measures jsonb not null,
  measured_at timestamptz not null,
  unique nulls not distinct (organisation_id, team_id, day)
);
create index on maturity_day (team_id) where team_id is not null;

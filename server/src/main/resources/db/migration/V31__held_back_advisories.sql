-- New advisories that lost much of what the old ones have are held back until an admin accepts them.

alter table advisory_refresh
  add column taken_from text, -- what drydock.advisories.from said when the last look took over what it found
  add column held_back jsonb, -- records by feed of what the last look found and did not take over
  add column accepted jsonb; -- what of that an admin has accepted; gone when it is taken over

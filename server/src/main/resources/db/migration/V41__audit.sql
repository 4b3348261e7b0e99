-- What was decided by whom, for ever. Each organisation has a chain, the server itself has chain 0. `content` is one line of JSON that names the
-- hash of the line before it, `hash` is the SHA-256 of `content`: nothing can be changed, removed or put in between without breaking the chain.
-- No foreign keys: what was done stays, whatever becomes of those it was done to.
create table audit_event (
  chain int not null,
  number bigint not null check (number >= 1),
  at timestamptz not null,
  content text not null,
  hash bytea not null check (length(hash) = 32),
  primary key (chain, number)
);

-- Where each chain ends; whoever appends holds its row.
create table audit_head (
  chain int primary key,
  number bigint not null,
  hash bytea not null check (length(hash) = 32)
);

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is append-only: % of % is refused', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger audit_event_stays before update or delete on audit_event
  for each row execute function audit_is_append_only();
create trigger audit_event_is_not_emptied before truncate on audit_event
  for each statement execute function audit_is_append_only();
create trigger audit_head_stays before delete on audit_head
  for each row execute function audit_is_append_only();
create trigger audit_head_is_not_emptied before truncate on audit_head
  for each statement execute function audit_is_append_only();

create function audit_head_only_grows() returns trigger language plpgsql as $$
begin
  if new.chain <> old.chain or new.number <= old.number then
    raise exception 'The audit log is append-only: its head only grows' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger audit_head_only_grows before update on audit_head
  for each row execute function audit_head_only_grows();

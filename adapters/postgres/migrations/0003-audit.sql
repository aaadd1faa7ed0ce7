-- The log of who changed what, which nobody can change.

create table platform.audit_log (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  subject_kind text not null,
  subject_id text not null,
  -- Who did it, as the Ctx says; who acted as somebody else stands in there too.
  actor jsonb not null,
  actor_id uuid,
  correlation_id text not null,
  details jsonb not null,
  primary key (tenant_id, id)
);

create index audit_log_by_actor on platform.audit_log (tenant_id, actor_id, id)
  where actor_id is not null;
create index audit_log_by_subject on platform.audit_log (tenant_id, subject_id, id);

select platform.tenant_table('platform.audit_log');

revoke update, delete on platform.audit_log from edumaster_app, edumaster_system;

-- Of a statement, since TRUNCATE has no rows; it binds the owner too.
create function platform.refuse_change() returns trigger
  language plpgsql
as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_log_append_only
  before update or delete or truncate on platform.audit_log
  for each statement execute function platform.refuse_change();

-- Tells every process that what it remembers under this key is out of date, when the transaction
-- commits.
create function platform.signal(channel text, key text) returns void
  language sql
as $$
  select pg_notify('edumaster_' || channel, key)
$$;

grant execute on function platform.signal(text, text) to edumaster_app, edumaster_system;

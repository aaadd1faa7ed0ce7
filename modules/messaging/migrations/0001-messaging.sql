create schema messaging;

-- That somebody is told of something, and how far that is. Never what the message says, and no
-- link, code, address or number: those are asked for at the moment of sending.
create table messaging.deliveries (
  id uuid not null,
  tenant_id uuid not null,
  -- What it follows from.
  event_id uuid not null,
  -- What is told, for example `one-time-message` or `instructor-rejected`.
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  -- Of the one-time message, else of the person who is told.
  subject_id uuid not null,
  status text not null default 'queued' check (status in ('queued', 'sent', 'skipped', 'failed')),
  -- Known once it is settled: how it went, and by which template.
  channel text check (channel in ('mail', 'sms')),
  template text,
  -- Of one that was skipped or failed.
  reason text,
  -- That did not succeed.
  attempts integer not null default 0 check (attempts >= 0),
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (tenant_id, id),
  -- An event that is read again tells nobody twice.
  constraint deliveries_once unique (tenant_id, event_id, subject_id),
  check ((status = 'queued') = (settled_at is null))
);

-- For the sweep.
create index deliveries_by_age on messaging.deliveries (tenant_id, created_at);

select platform.tenant_table('messaging.deliveries');

-- Who waits for a decision on teaching. The application itself is identity's; this is fed by its
-- events.
create table moderation.applications (
  tenant_id uuid not null,
  user_id uuid not null,
  name text not null,
  headline text not null,
  country text not null,
  -- What the application still needs.
  missing text[] not null,
  submitted_at timestamptz not null,
  decided_at timestamptz,
  primary key (tenant_id, user_id)
);

create index applications_waiting on moderation.applications (tenant_id, submitted_at, user_id)
  where decided_at is null;

select platform.tenant_table('moderation.applications');

create schema moderation;

-- What waits or waited for a decision. The course itself is the catalog's; this is fed by its events.
create table moderation.reviews (
  id uuid not null,
  tenant_id uuid not null,
  course_id uuid not null,
  -- The version that the draft would become.
  version integer not null,
  title text not null,
  instructor_id uuid not null,
  instructor_name text not null,
  submitted_at timestamptz not null,
  decided_at timestamptz,
  decision text check (decision in ('published', 'rejected')),
  -- Of a rejection, for the instructor.
  reason text,
  -- Null when the system did.
  decided_by uuid,
  primary key (tenant_id, id),
  check ((decided_at is null) = (decision is null))
);

create unique index reviews_open on moderation.reviews (tenant_id, course_id)
  where decided_at is null;
create index reviews_waiting on moderation.reviews (tenant_id, submitted_at, id)
  where decided_at is null;

select platform.tenant_table('moderation.reviews');

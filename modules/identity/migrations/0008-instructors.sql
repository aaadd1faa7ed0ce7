-- Who applies to teach, their papers and numbers, and what is public of those who teach.

alter table identity.persons
  add column phone_verified_at timestamptz
    check (phone_verified_at is null or phone_number is not null),
  add column avatar_media_id uuid,
  -- From the root, with its size: media says where its pictures are.
  add column avatar_url text check (avatar_url like '/%'),
  -- The later of two changes counts, in whichever order they are heard of.
  add column avatar_changed_at timestamptz,
  add constraint persons_avatar_whole check ((avatar_media_id is null) = (avatar_url is null));

-- Whoever changes a number, on whichever way, loses its proof.
create function identity.unverify_changed_phone() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  if new.phone_verified_at is not distinct from old.phone_verified_at then
    new.phone_verified_at := null;
  end if;
  return new;
end
$$;

create trigger persons_phone_changed before update of phone_number on identity.persons
  for each row when (new.phone_number is distinct from old.phone_number)
  execute function identity.unverify_changed_phone();

drop function identity.person_cards(uuid[]);

-- What any module may know of a person.
create function identity.person_cards(ids uuid[])
  returns table (id uuid, name text, avatar_url text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select p.id, p.name, p.avatar_url from identity.persons p where p.id = any (ids)
$$;

grant execute on function identity.person_cards(uuid[]) to edumaster_app;

create table identity.instructors (
  tenant_id uuid not null,
  person_id uuid not null,
  headline text not null check (length(headline) <= 120),
  bio text not null check (length(bio) <= 5000),
  -- ISO 3166-1.
  country text not null check (country ~ '^[A-Z]{2}$'),
  status text not null check (status in ('pending', 'verified', 'rejected')),
  -- Of the last rejection, for the applicant.
  reason text,
  submitted_at timestamptz not null,
  decided_at timestamptz,
  -- Null when the operator did.
  decided_by uuid,
  updated_at timestamptz not null default now(),
  primary key (tenant_id, person_id),
  constraint instructors_rejected_with_reason check (status <> 'rejected' or reason is not null),
  constraint instructors_decided check ((status = 'pending') = (decided_at is null))
);

select platform.tenant_table('identity.instructors');

-- The papers are media; here is whose they are and what they show.
create table identity.applicant_documents (
  tenant_id uuid not null,
  media_id uuid not null,
  person_id uuid not null,
  kind text not null check (
    kind in ('identity-front', 'identity-back', 'selfie', 'address', 'tax', 'other')),
  stored_at timestamptz not null,
  primary key (tenant_id, media_id)
);

create index applicant_documents_of_person
  on identity.applicant_documents (tenant_id, person_id, stored_at);

select platform.tenant_table('identity.applicant_documents');

-- Name and numbers are one sealed text: a copy of the table says who gave some, and nothing more.
create table identity.tax_details (
  tenant_id uuid not null,
  person_id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  sealed text not null,
  updated_at timestamptz not null,
  primary key (tenant_id, person_id)
);

select platform.tenant_table('identity.tax_details');

-- What a provider said of an application, for the one who decides.
create table identity.identity_checks (
  tenant_id uuid not null,
  person_id uuid not null,
  -- Of what was checked: the same is not asked twice.
  fingerprint text not null,
  provider text not null,
  outcome text not null check (outcome in ('verified', 'failed', 'unsure')),
  checks jsonb not null,
  reference text not null,
  checked_at timestamptz not null,
  primary key (tenant_id, person_id)
);

select platform.tenant_table('identity.identity_checks');

-- Counted from events, for public profiles.
create table identity.taught_courses (
  tenant_id uuid not null,
  course_id uuid not null,
  -- Null while only enrollments were heard of.
  instructor_id uuid,
  is_published boolean not null default false,
  enrollments integer not null default 0 check (enrollments >= 0),
  primary key (tenant_id, course_id)
);

create index taught_courses_of_instructor
  on identity.taught_courses (tenant_id, instructor_id) where instructor_id is not null;

select platform.tenant_table('identity.taught_courses');

create schema catalog;

create table catalog.categories (
  id uuid not null,
  tenant_id uuid not null,
  slug text not null,
  name text not null,
  parent_id uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  constraint categories_slug unique (tenant_id, slug),
  foreign key (tenant_id, parent_id) references catalog.categories (tenant_id, id)
);

-- Identity and lifecycle of a course, and the fields of its current draft.
create table catalog.courses (
  id uuid not null,
  tenant_id uuid not null,
  slug text not null,
  instructor_id uuid not null,
  title text not null,
  subtitle text not null,
  description text not null,
  category_slug text not null,
  level text not null check (level in ('beginner', 'intermediate', 'advanced')),
  language text not null,
  price_amount bigint not null check (price_amount >= 0),
  price_currency text not null check (price_currency ~ '^[A-Z]{3}$'),
  discount_percent integer check (discount_percent between 1 and 100),
  discount_ends_at timestamptz,
  tags text[] not null,
  thumbnail_media_id uuid,
  draft_status text not null default 'editing' check (draft_status in ('editing', 'in_review')),
  has_changes boolean not null default true,
  submitted_at timestamptz,
  -- Of the review that gave the current draft back.
  rejection_id uuid,
  published_version integer,
  archived_at timestamptz,
  archived_by uuid,
  enrollment_count integer not null default 0,
  -- The average is their quotient: whole numbers add up without drifting.
  rating_sum integer not null default 0,
  rating_count integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  constraint courses_slug unique (tenant_id, slug),
  foreign key (tenant_id, category_slug) references catalog.categories (tenant_id, slug),
  check (discount_ends_at is null or discount_percent is not null)
);

create index courses_by_instructor on catalog.courses (tenant_id, instructor_id, id);
create index courses_by_category on catalog.courses (tenant_id, category_slug);

create table catalog.rejections (
  id uuid not null,
  tenant_id uuid not null,
  course_id uuid not null,
  reason text not null,
  rejected_at timestamptz not null,
  -- Null when the system did.
  rejected_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, course_id) references catalog.courses (tenant_id, id) on delete cascade
);

create index rejections_by_course on catalog.rejections (tenant_id, course_id);

create table catalog.sections (
  id uuid not null,
  tenant_id uuid not null,
  course_id uuid not null,
  title text not null,
  position integer not null,
  -- The published version that showed it first; null while it may be deleted.
  first_version integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, course_id) references catalog.courses (tenant_id, id) on delete cascade
);

create index sections_in_order on catalog.sections (tenant_id, course_id, position);

-- The draft's lectures. Ids are kept over all versions: the progress of learners hangs on them.
create table catalog.lectures (
  id uuid not null,
  tenant_id uuid not null,
  course_id uuid not null,
  section_id uuid not null,
  title text not null,
  kind text not null check (kind in ('video', 'article', 'quiz', 'assignment')),
  is_preview boolean not null,
  position integer not null,
  article_body text,
  media_id uuid,
  -- Mirrored from media, so that a draft is read in one place.
  media_status text check (media_status in ('processing', 'playable', 'ready', 'failed')),
  duration_seconds double precision check (duration_seconds >= 0),
  first_version integer,
  primary key (tenant_id, id),
  foreign key (tenant_id, course_id) references catalog.courses (tenant_id, id) on delete cascade,
  foreign key (tenant_id, section_id) references catalog.sections (tenant_id, id) on delete cascade,
  check ((media_id is null) = (media_status is null)),
  check (media_id is null or kind = 'video')
);

create index lectures_in_order on catalog.lectures (tenant_id, course_id, section_id, position);
create index lectures_by_section on catalog.lectures (tenant_id, section_id);
create index lectures_by_media on catalog.lectures (tenant_id, media_id) where media_id is not null;

-- What learners see. Rows are never changed and never deleted.
create table catalog.course_versions (
  tenant_id uuid not null,
  course_id uuid not null,
  version integer not null check (version > 0),
  content jsonb not null,
  published_at timestamptz not null,
  -- Null when the system did.
  published_by uuid,
  primary key (tenant_id, course_id, version),
  foreign key (tenant_id, course_id) references catalog.courses (tenant_id, id)
);

alter table catalog.courses
  add foreign key (tenant_id, id, published_version)
    references catalog.course_versions (tenant_id, course_id, version),
  add foreign key (tenant_id, rejection_id) references catalog.rejections (tenant_id, id);

select platform.tenant_table('catalog.categories');
select platform.tenant_table('catalog.courses');
select platform.tenant_table('catalog.rejections');
select platform.tenant_table('catalog.sections');
select platform.tenant_table('catalog.lectures');
select platform.tenant_table('catalog.course_versions');

revoke update, delete on catalog.course_versions from edumaster_app, edumaster_system;

create function catalog.refuse_change() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'a published version of a course is never changed';
end
$$;

-- The owner of the table keeps its rights whatever is revoked.
create trigger immutable before update or delete or truncate on catalog.course_versions
  for each statement execute function catalog.refuse_change();

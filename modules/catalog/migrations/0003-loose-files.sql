-- Files of courses that no draft has (any more): when no published version shows them either, they are
-- deleted. And which version shows which file, as rows.

create table catalog.version_files (
  tenant_id uuid not null,
  media_id uuid not null,
  course_id uuid not null,
  version integer not null,
  primary key (tenant_id, media_id, course_id, version),
  foreign key (tenant_id, course_id, version)
    references catalog.course_versions (tenant_id, course_id, version)
);

create table catalog.loose_files (
  tenant_id uuid not null,
  media_id uuid not null,
  loose_since timestamptz not null,
  -- It is being deleted, and belongs to no lecture ever again.
  discarded_at timestamptz,
  primary key (tenant_id, media_id)
);

create index loose_files_waiting on catalog.loose_files (tenant_id, loose_since)
  where discarded_at is null;
create index lecture_resources_by_media on catalog.lecture_resources (tenant_id, media_id);

select platform.tenant_table('catalog.version_files');
select platform.tenant_table('catalog.loose_files');

create function catalog.note_version_files() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  insert into catalog.version_files (tenant_id, media_id, course_id, version)
  select distinct new.tenant_id, (file #>> '{}')::uuid, new.course_id, new.version
  from jsonb_path_query(new.content, '$.sections[*].lectures[*].resources[*].mediaId') file;
  return null;
end
$$;

create trigger files after insert on catalog.course_versions
  for each row execute function catalog.note_version_files();

insert into catalog.version_files (tenant_id, media_id, course_id, version)
select distinct v.tenant_id, (file #>> '{}')::uuid, v.course_id, v.version
from catalog.course_versions v,
  jsonb_path_query(v.content, '$.sections[*].lectures[*].resources[*].mediaId') file;

-- However a file leaves a draft: by itself, with its lecture, its section, or the whole course.
create function catalog.note_loose_file() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  insert into catalog.loose_files (tenant_id, media_id, loose_since)
  values (old.tenant_id, old.media_id, now())
  on conflict (tenant_id, media_id) do update set loose_since = excluded.loose_since;
  return null;
end
$$;

create trigger loose after delete on catalog.lecture_resources
  for each row execute function catalog.note_loose_file();

-- Encodes: editions beside each other, pictures copied from the source, several sounds, stages, chunks
-- of long videos, and what became of the uploaded file.

alter table media.assets
  -- The edition that plays; a later one is made beside it and takes its place when it is whole.
  add column edition integer not null default 1 check (edition > 0),
  -- The edition that is being made; null when nothing is to be done.
  add column encoding_edition integer check (encoding_edition >= edition),
  add column stage text check (stage in (
    'queued', 'waiting-for-space', 'probing', 'copying', 'encoding', 'joining', 'finishing')),
  -- When it was decided that the uploaded file is not kept.
  add column source_deleted_at timestamptz,
  drop constraint assets_failed_with_reason,
  -- A video that plays in some sizes may lack others for a reason.
  add constraint assets_failed_with_reason check (
    (error_code is null) = (error_message is null)
    and (status <> 'failed' or error_code is not null)),
  add constraint assets_stage_while_encoding check (
    (stage is not null) = (encoding_edition is not null));

-- What was probed before knew less.
update media.assets set facts = null where status in ('processing', 'playable');
update media.assets set encoding_edition = 1, stage = 'queued'
  where purpose = 'lecture-video' and status in ('processing', 'playable');

drop index media.assets_unfinished;
create index assets_encoding on media.assets (tenant_id, updated_at)
  where encoding_edition is not null;

alter table media.renditions
  add column edition integer not null default 1 check (edition > 0),
  add column origin text not null default 'encoded' check (origin in ('encoded', 'copied')),
  add column language text,
  add column title text,
  drop constraint renditions_pkey,
  add primary key (tenant_id, asset_id, edition, quality);

-- Parts of a long video that any worker may encode.
create table media.encode_chunks (
  tenant_id uuid not null,
  asset_id uuid not null,
  edition integer not null check (edition > 0),
  -- Which step of the encode, by its smallest size.
  step text not null,
  number integer not null check (number >= 0),
  first_frame bigint not null check (first_frame >= 0),
  -- Null is up to the end.
  frames bigint check (frames > 0),
  -- The sizes to make.
  renditions jsonb not null,
  done_at timestamptz,
  -- The run that works on it, and its last sign of life.
  claimed_by uuid,
  claimed_at timestamptz,
  primary key (tenant_id, asset_id, edition, step, number),
  foreign key (tenant_id, asset_id) references media.assets (tenant_id, id) on delete cascade
);

select platform.tenant_table('media.encode_chunks');

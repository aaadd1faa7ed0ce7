-- Uploads, what became of them, and the renditions of videos.

create schema media;

create table media.uploads (
  tenant_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  -- Known from the beginning, so that completing twice cannot make two.
  media_id uuid not null,
  filename text not null,
  size bigint not null check (size > 0),
  content_type text not null,
  purpose text not null check (
    purpose in ('lecture-video', 'resource', 'thumbnail', 'kyc-document', 'assignment')),
  lecture_id uuid,
  part_size bigint not null check (part_size > 0),
  status text not null default 'open' check (status in ('open', 'completed', 'aborted')),
  -- What the file store needs to go on with it.
  stored_upload jsonb not null,
  created_at timestamptz not null default now(),
  -- When an upload that is still open counts as abandoned.
  expires_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, id)
);

create index uploads_abandoned on media.uploads (tenant_id, expires_at) where status = 'open';

select platform.tenant_table('media.uploads');

create table media.assets (
  tenant_id uuid not null,
  id uuid not null,
  owner_id uuid not null,
  purpose text not null check (
    purpose in ('lecture-video', 'resource', 'thumbnail', 'kyc-document', 'assignment')),
  status text not null check (status in ('processing', 'playable', 'ready', 'failed')),
  progress integer not null default 0 check (progress between 0 and 100),
  filename text not null,
  size bigint not null,
  -- Of images: what they are, not what they were said to be.
  content_type text,
  lecture_id uuid,
  source_key text not null,
  duration_seconds double precision,
  -- What the encoder found in the source.
  facts jsonb,
  has_poster boolean not null default false,
  error_code text,
  error_message text,
  -- How often an encode was begun and not stopped by a shutdown.
  attempts integer not null default 0,
  -- The run that works on it, and its last sign of life.
  claimed_by uuid,
  claimed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint assets_failed_with_reason check (
    (status = 'failed') = (error_code is not null and error_message is not null))
);

create index assets_of_owner on media.assets (tenant_id, owner_id, id desc);
create index assets_unfinished on media.assets (tenant_id, updated_at)
  where status in ('processing', 'playable');

select platform.tenant_table('media.assets');

create table media.renditions (
  tenant_id uuid not null,
  asset_id uuid not null,
  -- `360p`, or `audio` for the sound, which is a file of its own.
  quality text not null,
  kind text not null check (kind in ('video', 'audio')),
  width integer,
  height integer,
  duration_seconds double precision not null,
  -- Bits a second, the peak and the average.
  bandwidth integer not null,
  average_bandwidth integer not null,
  codecs text not null,
  file_key text not null,
  -- Everything that playlists need to know of the file, its byte ranges among it.
  track jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, asset_id, quality),
  foreign key (tenant_id, asset_id) references media.assets (tenant_id, id) on delete cascade
);

select platform.tenant_table('media.renditions');

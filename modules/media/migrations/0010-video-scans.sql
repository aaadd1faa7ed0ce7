-- Videos are scanned for viruses before anything is made of them, and the chunks of one are made by one
-- kind of encoder.

alter table media.assets
  -- What the scanner said of the uploaded video: null when it was not asked (yet).
  add column virus_scan text check (virus_scan in ('clean', 'too_large')),
  drop constraint assets_stage_check,
  add constraint assets_stage_check check (stage in (
    'queued', 'waiting-for-space', 'waiting-for-scanner', 'scanning', 'probing', 'copying', 'encoding',
    'joining', 'finishing'));

-- Who made a chunk or is to make it. What is under way is made anew.
alter table media.encode_chunks add column encoder text not null default '';
alter table media.encode_chunks alter column encoder drop default;

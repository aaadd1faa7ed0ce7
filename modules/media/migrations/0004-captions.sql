-- Captions: tracks of a video by language, their cues as rows, and what is searched of them.

create extension if not exists btree_gin;

create table media.captions (
  tenant_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  -- BCP 47 in its canonical spelling, also the name of the delivered file.
  language text not null check (language ~ '^[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})*$' and length(language) <= 35),
  label text not null check (length(label) between 1 and 100),
  -- How its first cues came to be.
  origin text not null check (origin in ('uploaded', 'written', 'automatic', 'translated')),
  -- Learners see all but drafts; `unreviewed` came from a program and no person has saved it yet.
  status text not null check (status in ('draft', 'unreviewed', 'published')),
  -- Grows with every change: who saves an older one is told so.
  version integer not null default 1 check (version > 0),
  cue_count integer not null default 0 check (cue_count >= 0),
  -- Of a translation: the language that it was copied from.
  copied_from text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  updated_by uuid,
  primary key (tenant_id, id),
  constraint captions_once unique (tenant_id, asset_id, language),
  foreign key (tenant_id, asset_id) references media.assets (tenant_id, id) on delete cascade
);

select platform.tenant_table('media.captions');

create table media.caption_cues (
  tenant_id uuid not null,
  caption_id uuid not null,
  -- From 0, in the order of their beginnings.
  position integer not null check (position >= 0),
  start_ms integer not null check (start_ms >= 0),
  end_ms integer not null,
  -- Plain text: no markup, no empty lines.
  text text not null check (text <> ''),
  primary key (tenant_id, caption_id, position),
  constraint caption_cues_last check (end_ms > start_ms),
  foreign key (tenant_id, caption_id) references media.captions (tenant_id, id) on delete cascade
);

select platform.tenant_table('media.caption_cues');

-- What is searched: one row a cue of every track that learners see. Row-level security would cost
-- the full-text index (its operator is not leakproof), so the application role has no right to the
-- table: it goes through the functions below, which take the tenant from the transaction.
create table media.caption_words (
  tenant_id uuid not null,
  caption_id uuid not null,
  position integer not null,
  asset_id uuid not null,
  language text not null,
  start_ms integer not null,
  text text not null,
  -- Of the cue that follows: sentences go on over the border of two cues.
  next_text text not null,
  -- Words of the cue by weight A, of the one that follows by weight B.
  document tsvector not null,
  primary key (tenant_id, caption_id, position),
  foreign key (tenant_id, caption_id) references media.captions (tenant_id, id) on delete cascade
);

create index caption_words_by_word on media.caption_words using gin (tenant_id, document);
create index caption_words_of_asset on media.caption_words (tenant_id, asset_id, start_ms);

select platform.platform_table('media.caption_words');

-- The tenant of the transaction; without one nothing below works.
create function media.tenant_of_search() returns uuid
  language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
begin
  if tenant is null then
    raise exception 'no tenant is set';
  end if;
  return tenant;
end
$$;

-- Replaces what is found of a track. `cues` is an array of {position, startMs, text, nextText, words,
-- nextWords}; words are normalised and divided by blanks. An empty array takes the track out.
create function media.put_caption_words(caption uuid, asset uuid, language text, cues jsonb)
  returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  tenant uuid := media.tenant_of_search();
begin
  delete from media.caption_words w where w.tenant_id = tenant and w.caption_id = caption;
  insert into media.caption_words (
    tenant_id, caption_id, position, asset_id, language, start_ms, text, next_text, document)
  select tenant, caption, cue.position, asset, language, cue."startMs", cue.text, cue."nextText",
    setweight(to_tsvector('pg_catalog.simple', cue.words), 'A')
    || setweight(to_tsvector('pg_catalog.simple', cue."nextWords"), 'B')
  from jsonb_to_recordset(cues) as cue (
    position integer, "startMs" integer, text text, "nextText" text, words text, "nextWords" text);
end
$$;

-- A page of what these videos say, in the order in which they are given and then of time. `query` is
-- a tsquery. The page begins behind (after_place, after_ms, after_caption, after_position), where a
-- place is the number of a video in `assets`, from 1.
create function media.search_captions(
  assets uuid[], query text, after_place integer, after_ms integer, after_caption uuid,
  after_position integer, page_size integer
) returns table (
  place integer, asset_id uuid, caption_id uuid, cue integer, language text, start_ms integer,
  text text, next_text text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
  return query
    with found as materialized (
      select w.* from media.caption_words w
      where w.tenant_id = media.tenant_of_search() and w.asset_id = any (assets)
        and w.document @@ to_tsquery('pg_catalog.simple', query)
    )
    select a.place::integer, f.asset_id, f.caption_id, f.position, f.language, f.start_ms, f.text,
      f.next_text
    from found f
    join (select u.asset, min(u.place) as place
          from unnest(assets) with ordinality as u (asset, place) group by u.asset) a
      on a.asset = f.asset_id
    where (a.place, f.start_ms, f.caption_id, f.position)
      > (after_place, after_ms, after_caption, after_position)
    order by a.place, f.start_ms, f.caption_id, f.position
    limit page_size;
end
$$;

grant execute on function media.put_caption_words(uuid, uuid, text, jsonb) to edumaster_app;
grant execute on function media.search_captions(
  uuid[], text, integer, integer, uuid, integer, integer) to edumaster_app;

-- Persons besides its owner who look after a video: they teach the course that shows it.
create table media.caretakers (
  tenant_id uuid not null,
  asset_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, asset_id, user_id),
  foreign key (tenant_id, asset_id) references media.assets (tenant_id, id) on delete cascade
);

select platform.tenant_table('media.caretakers');

-- A wish for automatic captions, and how far it is.
create table media.transcriptions (
  tenant_id uuid not null,
  id uuid not null,
  asset_id uuid not null,
  -- What is spoken, as the person says; null lets the provider find out.
  language text,
  status text not null check (status in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  progress integer not null default 0 check (progress between 0 and 100),
  error_code text,
  error_message text,
  requested_by uuid not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint transcriptions_failed_with_reason check (
    (status = 'failed') = (error_code is not null and error_message is not null)),
  foreign key (tenant_id, asset_id) references media.assets (tenant_id, id) on delete cascade
);

create unique index transcriptions_one_at_a_time on media.transcriptions (tenant_id, asset_id)
  where status in ('waiting', 'running');
create index transcriptions_of_asset on media.transcriptions (tenant_id, asset_id, id desc);

select platform.tenant_table('media.transcriptions');

-- What the provider heard so far: a run that was killed does not pay for it again.
create table media.transcription_pieces (
  tenant_id uuid not null,
  transcription_id uuid not null,
  -- From 0, in the order of the sound.
  number integer not null check (number >= 0),
  language text,
  -- [{startMs, endMs, text}] in the time of the video.
  heard jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, transcription_id, number),
  foreign key (tenant_id, transcription_id)
    references media.transcriptions (tenant_id, id) on delete cascade
);

select platform.tenant_table('media.transcription_pieces');

-- Every process forgets what it remembers of a video when what players are told of it changes.
-- Triggers, so that no writer can forget to tell; the key is the asset's id. What an encode writes
-- of its progress and its lease every few seconds says nothing here.

create function media.signal_playback() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  changed jsonb := to_jsonb(coalesce(new, old));
begin
  perform platform.signal('media_playback', changed ->> tg_argv[0]);
  return null;
end
$$;

create trigger assets_signal_playback
  after update of status, edition, encoding_edition, has_poster, storyboard, error_message
  on media.assets for each row
  when ((old.status, old.edition, old.encoding_edition, old.has_poster, old.storyboard,
         old.error_message)
        is distinct from
        (new.status, new.edition, new.encoding_edition, new.has_poster, new.storyboard,
         new.error_message))
  execute function media.signal_playback('id');

create trigger assets_signal_deletion after delete on media.assets
  for each row execute function media.signal_playback('id');

create trigger renditions_signal_playback after insert or update or delete on media.renditions
  for each row execute function media.signal_playback('asset_id');

create trigger captions_signal_playback
  after insert or delete or update of language, label, status on media.captions
  for each row execute function media.signal_playback('asset_id');

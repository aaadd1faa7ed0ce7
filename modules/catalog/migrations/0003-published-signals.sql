-- Every process forgets what it remembers of the published version of a course when learners are
-- shown another one. A trigger, so that no writer can forget to tell; the key is the course's id.

create function catalog.signal_published() returns trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.signal('catalog_published', old.id::text);
  return null;
end
$$;

create trigger courses_signal_published after update of published_version on catalog.courses
  for each row when (old.published_version is distinct from new.published_version)
  execute function catalog.signal_published();

create trigger courses_signal_deletion after delete on catalog.courses
  for each row when (old.published_version is not null)
  execute function catalog.signal_published();

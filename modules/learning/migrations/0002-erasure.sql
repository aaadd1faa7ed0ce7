-- A person who was erased: what they watched is forgotten. That they were enrolled, and completed
-- courses, stays: others count on it, and it names an id that leads to nobody.
create function learning.forget_learner(learner uuid) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
as $$
  delete from learning.progress_events
  where tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid and user_id = learner;
$$;

grant execute on function learning.forget_learner(uuid) to edumaster_app;

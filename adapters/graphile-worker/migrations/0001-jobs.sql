-- The application's way into the job queue, whose own tables admit nobody but their owner.

create schema jobs;
grant usage on schema jobs to edumaster_app;

-- A job says itself in whose name it runs: only in that of the transaction's tenant, whatever the
-- caller writes.
create function jobs.add(
  name text, payload json, run_at timestamptz, job_key text, max_attempts integer
) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if payload ->> 'tenantId' is distinct from nullif(current_setting('app.tenant_id', true), '') then
    raise exception 'a job of another tenant than the transaction''s' using errcode = '42501';
  end if;
  perform graphile_worker.add_job(
    name, payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
end
$$;

grant execute on function jobs.add(text, json, timestamptz, text, integer) to edumaster_app;

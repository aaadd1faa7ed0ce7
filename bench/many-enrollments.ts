import { join } from 'node:path';
import { runningEmbeddedPostgres } from '@edumaster/postgres-embedded';
import { Client } from 'pg';

/** A course that the demo brings along, whose video really plays. */
const slug = 'web-video-from-first-principles';

export interface ManyEnrollments {
  /** Addresses at which the person plays the same video in one course after the other. */
  readonly paths: readonly string[];
  /** Takes the access to the course of the path away, as a refund does. */
  revoke(path: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Copies of a published course, and a person who is enrolled in all of them: as many entitlements as
 * many persons have, with one sign-in.
 */
export async function enrollInMany(
  { dataDir, email }: { readonly dataDir: string; readonly email: string },
  count: number,
): Promise<ManyEnrollments> {
  const connection = await runningEmbeddedPostgres({ dataDir: join(dataDir, 'postgres') });
  if (!connection) throw new Error(`no Postgres runs on ${dataDir}`);
  const client = new Client(connection);
  // Should the bench fail first, the server is stopped with the connection open.
  client.on('error', () => {});
  await client.connect();
  await client.query(
    `create temp table made as
     select gen_random_uuid() as course_id, n from generate_series(1, $1) as n`,
    [count],
  );
  await client.query(
    `insert into catalog.courses
     select r.* from made m, catalog.courses c,
       jsonb_populate_record(null::catalog.courses, to_jsonb(c) || jsonb_build_object(
         'id', m.course_id, 'slug', 'copy-' || m.n, 'published_version', null)) r
     where c.slug = $1`,
    [slug],
  );
  await client.query(
    `insert into catalog.course_versions
     select v.tenant_id, m.course_id, 1,
       -- A preview would be shown to anybody.
       replace(v.content::text, '"isPreview": true', '"isPreview": false')::jsonb, v.published_at, v.published_by
     from made m, lateral (
       select v.* from catalog.course_versions v join catalog.courses c
         on (c.id, c.published_version) = (v.course_id, v.version) where c.slug = $1) v`,
    [slug],
  );
  await client.query(
    `update catalog.courses set published_version = 1 where id in (select course_id from made)`,
  );
  await client.query(
    `insert into learning.enrollments (tenant_id, id, course_id, user_id, scope, purchased_at)
     select c.tenant_id, gen_random_uuid(), m.course_id, p.id, 'lifetime', now()
     from made m join catalog.courses c on c.id = m.course_id, identity.persons p
     where p.email = $1`,
    [email],
  );
  // As they would be after a morning's work.
  await client.query('vacuum analyze');
  const { rows } = await client.query<{ course: string; lecture: string }>(
    `select m.course_id as course, min(l ->> 'id') as lecture
     from made m join catalog.course_versions v on v.course_id = m.course_id,
       jsonb_array_elements(v.content -> 'sections') s, jsonb_array_elements(s -> 'lectures') l
     where l ->> 'mediaId' is not null group by 1`,
  );
  const pathOf = (course: string, lecture: string) =>
    `/api/v1/courses/${course}/lectures/${lecture}/play`;
  return {
    paths: rows.map(({ course, lecture }) => pathOf(course, lecture)),
    revoke: async (path) => {
      await client.query(
        `update learning.enrollments set status = 'revoked' where course_id = $1`,
        [path.split('/')[4]],
      );
    },
    close: () => client.end(),
  };
}

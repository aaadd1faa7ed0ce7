import { mayAttempt, permissionNamed } from '@edumaster/policy';
import { beforeAll, describe, expect, test } from 'vitest';
import { useInstallation } from './installation-under-test.ts';
import { makeObject } from './objects.ts';
import { actorIn, type Cast, castPeople, type Person, type Place, rolesToName } from './people.ts';
import { routeTable } from './route-table.ts';
import { samples } from './samples/index.ts';
import { send } from './send.ts';

const installation = useInstallation();
let cast: Cast;

beforeAll(async () => {
  cast = await castPeople(installation);
});

/**
 * Those whose sample can succeed, and then changes something: nothing is written down about nothing.
 * The others have tests of their own in their module.
 */
const audited = routeTable.filter(
  ({ id, audited: isAudited }) => isAudited && samples[id]?.through.some((status) => status < 300),
);

describe('a route that says it is audited', () => {
  test('is found', () => {
    expect(audited.map(({ id }) => id)).toContain('removeMember');
  });

  test.each(audited.map((contract) => [contract.id, contract] as const))(
    '%s: the entry names who called it, and there is none when it was refused',
    async (id, contract) => {
      const sample = samples[id];
      const [place, person] = whoMay(contract.permission);
      if (!sample) throw new Error(`${id} has no sample`);
      const ids = sample.object ? await makeObject(sample.object.kind, place.author, place) : {};
      const request = sample.request({ ...ids, ...rolesToName(place) });
      const refused = await send(contract, await cast.stranger.at(place), request);
      const done = await send(contract, await person.at(place), request);
      expect([refused.status, done.status < 300]).toEqual([403, true]);
      const { rows } = await installation.database.owner.query(
        `select correlation_id as "correlationId", actor_id as "actorId", tenant_id as "tenantId"
         from platform.audit_log where correlation_id = any ($1)`,
        [[refused.correlationId, done.correlationId]],
      );
      const { tenantId } = place;
      const { correlationId } = done;
      expect(rows).toEqual([{ correlationId, actorId: person.userId, tenantId }]);
    },
  );
});

/** Somebody of the marketplace, or of the academy when nobody may there. */
function whoMay(permission: string): readonly [Place, Person] {
  for (const place of [cast.marketplace, cast.academy]) {
    const person = place.people.find((one) =>
      mayAttempt(actorIn(place, one), permissionNamed(permission)),
    );
    if (person) return [place, person];
  }
  throw new Error(`nobody has ${permission}`);
}

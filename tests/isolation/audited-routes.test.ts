import { mayAttempt, permissionNamed } from '@edumaster/policy';
import type { RouteContract } from '@edumaster/http/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Visitor, visitor } from '../running-server/visitor.ts';
import { useInstallation } from './installation-under-test.ts';
import { makeObject } from './objects.ts';
import { actorIn, type Cast, castPeople, type Person, type Place, rolesToName } from './people.ts';
import { preparedCalls, type PreparedCall } from './prepared-calls.ts';
import { routeTable } from './route-table.ts';
import { samples } from './samples/index.ts';
import { send } from './send.ts';

const installation = useInstallation();
let cast: Cast;

beforeAll(async () => {
  cast = await castPeople(installation);
});

const audited = routeTable.filter(({ audited: isAudited }) => isAudited);

/** Nothing is written down about nothing: those whose sample changes nothing are prepared. */
const succeeds = ({ id }: RouteContract) =>
  id in preparedCalls || (samples[id]?.through.some((status) => status < 300) ?? false);

describe('a route that says it is audited', () => {
  test('is found', () => {
    expect(audited.map(({ id }) => id)).toContain('removeMember');
  });

  test('is called with success below, whichever it is', () => {
    const left = audited.filter((contract) => !succeeds(contract)).map(({ id }) => id);
    expect(left, 'prepare a call in prepared-calls.ts').toEqual([]);
  });

  test.each(audited.map((contract) => [contract.id, contract] as const))(
    '%s: the entry names who called it, and there is none when it was refused',
    async (id, contract) => {
      const [place, person] = whoMay(contract);
      const prepare = preparedCalls[id] ?? bySample(id);
      const call = await prepare({ place, person, cast, installation });
      const { request, tenantId = place.tenantId } = call;
      const by = call.by ?? (await person.at(place));
      const [refusal, other] = await whoMayNot(contract, place);
      const refused = await send(contract, other, request);
      const done = await send(contract, by, request);
      expect([refused.status, done.status < 300], done.text).toEqual([refusal, true]);
      const { rows } = await installation.database.owner.query(
        `select correlation_id as "correlationId", actor_id as "actorId", tenant_id as "tenantId"
         from platform.audit_log where correlation_id = any ($1)`,
        [[refused.correlationId, done.correlationId]],
      );
      const { correlationId } = done;
      const entry = { correlationId, actorId: person.userId, tenantId };
      expect(rows.length).toBeGreaterThan(0);
      expect(rows).toEqual(rows.map(() => entry));
    },
  );
});

function bySample(id: string): PreparedCall {
  return async ({ place }) => {
    const sample = samples[id];
    if (!sample) throw new Error(`${id} has no sample`);
    const ids = sample.object ? await makeObject(sample.object.kind, place.author, place) : {};
    return { request: sample.request({ ...ids, ...rolesToName(place) }) };
  };
}

/** Somebody of the marketplace, or of the academy when nobody may there. */
function whoMay({ permission }: RouteContract): readonly [Place, Person] {
  for (const place of [cast.marketplace, cast.academy]) {
    const person = place.people.find((one) =>
      mayAttempt(actorIn(place, one), permissionNamed(permission)),
    );
    if (person) return [place, person];
  }
  throw new Error(`nobody has ${permission}`);
}

/** The stranger; about what everybody may do for themselves, nobody. */
async function whoMayNot(
  { permission }: RouteContract,
  place: Place,
): Promise<readonly [status: number, by: Visitor]> {
  const { stranger } = cast;
  return mayAttempt(actorIn(place, stranger), permissionNamed(permission))
    ? [401, visitor(place.url)]
    : [403, await stranger.at(place)];
}

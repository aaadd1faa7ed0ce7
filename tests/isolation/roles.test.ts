import { mayAttempt, permissionNamed } from '@edumaster/policy';
import type { RouteContract } from '@edumaster/http/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { visitor } from '../running-server/visitor.ts';
import { useInstallation } from './installation-under-test.ts';
import { absentIds, type Ids, makeObject, type ObjectKind, objectKinds } from './objects.ts';
import { actorIn, type Cast, castPeople, rolesToName, type Person, type Place } from './people.ts';
import { routeTable } from './route-table.ts';
import type { ObjectSample, RouteSample } from './samples/route-sample.ts';
import { samples } from './samples/index.ts';
import { type Answer, refusalOf, send } from './send.ts';

const installation = useInstallation();
let cast: Cast;

beforeAll(async () => {
  cast = await castPeople(installation);
});

const placeNames = ['marketplace', 'academy'] as const;

/**
 * Roles × routes × own, somebody else's and absent objects, generated from the route table: the
 * expected status everywhere, and refusals that do not tell what exists.
 */
describe.each(placeNames)('in the %s', (name) => {
  test.each(routeTable.map((contract) => [contract.id, contract] as const))(
    '%s',
    async (_id, contract) => {
      const place = cast[name];
      const everybody = [undefined, cast.stranger, ...place.people];
      const found = [];
      const expected = [];
      for (const person of everybody) {
        for (const one of await casesOf(contract, place, person)) {
          const answer = await ask(contract, place, person, one.ids);
          const line = `${person?.title ?? 'nobody'} · ${one.about}`;
          found.push(`${line} → ${answer.status}`);
          // Whichever of the allowed ones it is.
          const isExpected = one.expected.includes(answer.status);
          expected.push(`${line} → ${isExpected ? answer.status : one.expected.join(' or ')}`);
          requireContract(contract, answer);
        }
      }
      expect(found).toEqual(expected);
    },
  );
});

describe('a refusal does not tell what exists', () => {
  const withObjects = routeTable.filter(({ id }) => samples[id]?.object);

  test.each(withObjects.map((contract) => [contract.id, contract] as const))(
    '%s answers about another tenant’s object as about none',
    async (_id, contract) => {
      const sample = sampleOf(contract);
      const place = cast.academy;
      const foreign = await objectOf(sample, cast.marketplace.author, cast.marketplace);
      for (const person of [undefined, cast.stranger, ...place.people]) {
        const [about, ofNothing] = await Promise.all([
          ask(contract, place, person, foreign),
          ask(contract, place, person, absentIds()),
        ]);
        const normalized = withoutIds(foreign, refusalOf(about));
        expect(normalized, person?.title).toEqual(refusalOf(ofNothing));
      }
    },
  );
});

interface Case {
  readonly about: string;
  readonly ids: Ids;
  readonly expected: readonly number[];
}

async function casesOf(
  contract: RouteContract,
  place: Place,
  person: Person | undefined,
): Promise<readonly Case[]> {
  const sample = sampleOf(contract);
  const permission = permissionNamed(contract.permission);
  const isDenied = !mayAttempt(actorIn(place, person), permission);
  const denied = [person ? 403 : 401];
  const { object } = sample;
  if (!object) {
    return [{ about: 'the route', ids: {}, expected: isDenied ? denied : sample.through }];
  }
  const cases: Case[] = [
    {
      about: 'nothing',
      ids: absentIds(),
      expected: isDenied ? denied : absentStatuses(sample, object, person),
    },
    {
      about: 'somebody else’s',
      ids: await objectOf(sample, place.author, place),
      expected: isDenied ? denied : foreignStatuses(sample, object, person),
    },
  ];
  if (person && canMake(object.kind, place, person)) {
    const ids = await makeObject(object.kind, person, place);
    cases.push({ about: 'their own', ids, expected: isDenied ? denied : sample.through });
  }
  return cases;
}

function absentStatuses(
  sample: RouteSample,
  object: ObjectSample,
  person: Person | undefined,
): readonly number[] {
  if (object.absent === 'as foreign') return foreignStatuses(sample, object, person);
  return person ? [404] : [404, 401];
}

function foreignStatuses(
  sample: RouteSample,
  object: ObjectSample,
  person: Person | undefined,
): readonly number[] {
  if (object.foreign === 'through') return sample.through;
  const isOneOf = (roles: readonly string[] = []) =>
    person?.roles.some((role) => roles.includes(role)) ?? false;
  if (isOneOf(object.supervisors)) return sample.through;
  if (isOneOf(object.seenBy)) return [403];
  // What only those who are signed in may know starts with signing in.
  return person ? [object.foreign] : [object.foreign, 401];
}

function canMake(kind: ObjectKind, place: Place, person: Person): boolean {
  return mayAttempt(actorIn(place, person), permissionNamed(objectKinds[kind].maker));
}

function objectOf({ object }: RouteSample, by: Person, place: Place): Promise<Ids> {
  if (!object) throw new Error('the route has no object');
  return makeObject(object.kind, by, place);
}

async function ask(
  contract: RouteContract,
  place: Place,
  person: Person | undefined,
  ids: Ids,
): Promise<Answer> {
  const by = person ? await person.at(place) : visitor(place.url);
  return send(contract, by, sampleOf(contract).request({ ...ids, ...rolesToName(place) }));
}

function sampleOf(contract: RouteContract): RouteSample {
  const sample = samples[contract.id];
  if (!sample) throw new Error(`${contract.id} has no sample: see samples/index.ts`);
  return sample;
}

/** What the schema says and nothing more, and no status that the contract does not have. */
function requireContract(contract: RouteContract, { status, body }: Answer): void {
  expect(status, contract.id).toBeLessThan(500);
  if (status >= 300) return;
  expect([contract.status, ...(contract.otherStatuses ?? [])]).toContain(status);
  if (contract.response) expect(contract.response.parse(body)).toEqual(body);
}

function withoutIds(ids: Ids, value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'string' && Object.values(ids).some((id) => inner.includes(id)) ? '' : inner,
  );
}

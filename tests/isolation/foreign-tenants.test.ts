import type { RouteContract } from '@edumaster/http/contract';
import { newId } from '@edumaster/kernel';
import { mayAttempt, permissionNamed } from '@edumaster/policy';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Visitor, visitor } from '../running-server/visitor.ts';
import { useInstallation } from './installation-under-test.ts';
import { type Ids, makeObject, objectKinds, type ObjectKind } from './objects.ts';
import { type Cast, castPeople, rolesToName, type Person, type Place } from './people.ts';
import { routeTable } from './route-table.ts';
import { samples } from './samples/index.ts';
import { type Answer, send } from './send.ts';
import { type Snapshot, snapshotOf, textsOf, untilEventsAreHandled } from './tenant-rows.ts';

const installation = useInstallation();
let cast: Cast;
const made = new Map<ObjectKind, Ids>();
let before: Snapshot;

/** Stands in every text that the marketplace has: none of it may come out elsewhere. */
let secrets: readonly string[];

beforeAll(async () => {
  cast = await castPeople(installation);
  const { marketplace } = cast;
  for (const kind of Object.keys(objectKinds) as ObjectKind[]) {
    made.set(kind, await makeObject(kind, marketplace.author, marketplace));
  }
  await untilEventsAreHandled(installation);
  secrets = await textsOf(installation, marketplace);
  expect(secrets.length).toBeGreaterThan(5);
  before = await snapshotOf(installation, marketplace);
});

/**
 * Every route with the marketplace's ids, on the host of another tenant and with the tokens of
 * both, and on its own host with the other's token: nothing is read, nothing is written.
 */
describe('of the marketplace, from elsewhere', () => {
  const table = routeTable.map((contract) => [contract.id, contract] as const);
  // What everybody may, the owner of an academy may on the marketplace too.
  const ofRoles = table.filter(([, contract]) => !isForEverybody(contract));

  test.each(table)('%s: nothing leaks to the academy’s host', async (_id, contract) => {
    const owner = personOf(cast.academy, 'owner');
    const admin = personOf(cast.marketplace, 'admin');
    const visitors: (Visitor | undefined)[] = [
      undefined,
      await owner.at(cast.academy),
      await cast.academy.author.at(cast.academy),
      await admin.at(cast.academy),
      await cast.marketplace.author.at(cast.academy),
    ];
    for (const by of visitors) requireClosed(contract, await probe(contract, cast.academy, by));
  });

  test.each(ofRoles)('%s: the academy’s owner is nobody there', async (_id, contract) => {
    const owner = personOf(cast.academy, 'owner');
    const answer = await probe(contract, cast.marketplace, await owner.at(cast.marketplace));
    expect([403, 404], contract.id).toContain(answer.status);
  });

  test('nothing of it has changed', async () => {
    await untilEventsAreHandled(installation);
    expect(await snapshotOf(installation, cast.marketplace)).toEqual(before);
  });

  test('all routes were asked', () => {
    expect(asked.size).toBe(routeTable.length);
  });
});

const asked = new Set<string>();

/** The route's request with the ids of the marketplace's objects. */
async function probe(
  contract: RouteContract,
  host: Place,
  by: Visitor = visitor(host.url),
): Promise<Answer> {
  asked.add(contract.id);
  const sample = sampleOf(contract);
  const ids = sample.object ? (made.get(sample.object.kind) ?? {}) : {};
  return send(contract, by, sample.request({ ...ids, ...rolesToName(host) }));
}

/** A person is the same one in every tenant, with what is their own and nobody else's. */
const ofPersons = new Set<ObjectKind>(['person', 'passkey']);

function requireClosed(contract: RouteContract, answer: Answer): void {
  const { object } = sampleOf(contract);
  expect(answer.status, contract.id).toBeLessThan(500);
  if (object && !ofPersons.has(object.kind)) {
    expect([401, 403, 404], contract.id).toContain(answer.status);
  }
  const leaked = secrets.filter((secret) => answer.text.includes(secret));
  expect(leaked, contract.id).toEqual([]);
}

/** Whether somebody who is signed in and has no role here may try it. */
function isForEverybody({ permission }: RouteContract): boolean {
  const actor = { kind: 'user', userId: newId<'user'>(), roles: [] } as const;
  return mayAttempt(actor, permissionNamed(permission));
}

function sampleOf({ id }: RouteContract) {
  const sample = samples[id];
  if (!sample) throw new Error(`${id} has no sample: see samples/index.ts`);
  return sample;
}

function personOf(place: Place, role: string): Person {
  const person = place.people.find(({ roles }) => roles.includes(role));
  if (!person) throw new Error(`the ${place.name} has no ${role}`);
  return person;
}

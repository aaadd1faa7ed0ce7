import type { RouteContract } from '@edumaster/http/contract';
import { mayAttempt, permissionNamed } from '@edumaster/policy';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Visitor } from '../running-server/visitor.ts';
import { useInstallation } from './installation-under-test.ts';
import { absentIds } from './objects.ts';
import { actorIn, type Cast, castPeople } from './people.ts';
import { routeTable } from './route-table.ts';
import { samples } from './samples/index.ts';
import { send } from './send.ts';

const installation = useInstallation();
let cast: Cast;
let modelFields: readonly string[];

beforeAll(async () => {
  cast = await castPeople(installation);
  modelFields = await everyColumn();
});

const writing = routeTable.filter(({ method, body }) => method !== 'GET' && body !== undefined);

/** Nobody becomes an administrator by a field that a form does not have. */
describe('a body with a field of the model that its route does not take', () => {
  test('there are such routes, and such fields', () => {
    expect(writing.length).toBeGreaterThan(15);
    expect(modelFields.length).toBeGreaterThan(50);
    expect(modelFields).toContain('tenantId');
    expect(modelFields).toContain('roles');
  });

  test.each(writing.map((contract) => [contract.id, contract] as const))(
    'is refused by %s, each by its name',
    async (_id, contract) => {
      const taken = fieldsOf(contract);
      const added = modelFields.filter((field) => !taken.includes(field));
      const extra = Object.fromEntries(added.map((field) => [field, 'x']));
      const by = await whoMay(contract);
      const sample = samples[contract.id]?.request(absentIds()) ?? {};
      const answer = await send(contract, by, {
        ...sample,
        body: { ...(sample.body as object), ...extra },
      });
      expect(answer.status).toBe(422);
      const { errors } = answer.body as { errors: { path: string; message: string }[] };
      const refused = errors.filter(({ message }) => message === 'is not known');
      expect(refused.map(({ path }) => path).sort()).toEqual([...added].sort());
    },
  );
});

/** The fields that the contract takes, in whichever of its forms. */
function fieldsOf({ body }: RouteContract): readonly string[] {
  if (!body) return [];
  const schema = z.toJSONSchema(body, { io: 'input' }) as JsonSchema;
  const forms = schema.anyOf ?? [schema];
  return forms.flatMap((form) => {
    const [, name] = /^#\/\$defs\/(.+)$/.exec(form.$ref ?? '') ?? [];
    const shape = name === undefined ? form : schema.$defs?.[name];
    return Object.keys(shape?.properties ?? {});
  });
}

interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Somebody on the marketplace, or where that route belongs to the owner of a place, there. */
async function whoMay(contract: RouteContract): Promise<Visitor> {
  const permission = permissionNamed(contract.permission);
  for (const place of [cast.marketplace, cast.academy]) {
    const people = place.people.toReversed();
    const person = people.find((one) => mayAttempt(actorIn(place, one), permission));
    if (person) return person.at(place);
  }
  throw new Error(`nobody may ${contract.id}`);
}

/** Every column of every table, as a body would name it. */
async function everyColumn(): Promise<readonly string[]> {
  const { rows } = await installation.database.owner.query<{ name: string }>(
    `select distinct a.attname as name from pg_attribute a
     join platform.tables t on a.attrelid = t.table_name::regclass
     where a.attnum > 0 and not a.attisdropped`,
  );
  const named = rows.map(({ name }) =>
    name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  return [...new Set([...named, 'isAdmin', 'role', 'permissions', '__proto__x'])].sort();
}

import { beforeAll, describe, expect, inject, test } from 'vitest';
import { newCourse, type NewCourse } from '../running-server/new-course.ts';
import { problemOf, refusedFields } from '../running-server/problem.ts';
import { demoVisitor, json, newVisitor, visitor, type Visitor } from '../running-server/visitor.ts';

const url = inject('edumasterUrl');
const nobody = visitor(url);
const missingId = '00000000-0000-0000-0000-000000000000';
let instructor: Visitor;
let student: Visitor;
let course: NewCourse;

beforeAll(async () => {
  instructor = await demoVisitor(url, 'instructor');
  student = await newVisitor(url);
  course = await newCourse(instructor);
});

/** JSON with exactly this text, which may hold what `JSON.stringify` would repair. */
function jsonText(method: string, body: string): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body };
}

describe('a text that cannot be stored', () => {
  test.each([
    ['half of a surrogate pair', '\\ud800'],
    ['a NUL character', '\\u0000'],
  ])('is refused by its field: %s', async (_, escape) => {
    const login = jsonText('POST', `{"email":"a${escape}b","password":"${escape}"}`);
    const fields = await refusedFields(await nobody.send('/api/v1/auth/login', login));
    expect(fields).toEqual(['email', 'password']);
    const name = jsonText('PATCH', `{"name":"No${escape}ra"}`);
    expect(await refusedFields(await student.send('/api/v1/me', name))).toEqual(['name']);
    const tags = jsonText('PATCH', `{"tags":["fine","a${escape}"]}`);
    const edited = await instructor.send(`/api/v1/courses/${course.courseId}`, tags);
    expect(await refusedFields(edited)).toEqual(['tags.1']);
  });

  test('is refused in a query too', async () => {
    expect(await refusedFields(await nobody.send('/api/v1/courses/search?q=%00'))).toEqual(['q']);
  });
});

describe('an address that names nothing', () => {
  test('is 400 with a percent sign that encodes nothing', async () => {
    for (const path of ['/api/v1/courses/%ZZ', '/api/v1/courses/%FF', '/v/%E0%A4%A/x/y']) {
      expect((await problemOf(await nobody.send(path))).status).toBe(400);
    }
  });

  test('is refused as a problem when it is very long', async () => {
    const long = await nobody.send(`/api/v1/courses/${'a'.repeat(101)}`);
    expect(await refusedFields(long)).toEqual(['id']);
    const longer = await nobody.send(`/api/v1/courses/${'a'.repeat(5_000)}`);
    expect((await problemOf(longer)).status).toBe(404);
    const longest = await nobody.send(`/api/v1/courses/${'a'.repeat(20_000)}`);
    expect((await problemOf(longest)).status).toBe(431);
  });

  test('is 404 with a method that it does not have, or a slash at its end', async () => {
    for (const [method, path] of [
      ['PUT', '/api/v1/categories'],
      ['GET', '/api/v1/auth/login'],
      ['POST', '/healthz'],
      ['GET', '/api/v1/categories/'],
    ] as const) {
      expect((await problemOf(await nobody.send(path, { method }))).status).toBe(404);
    }
  });
});

describe('an id', () => {
  const routes: readonly (readonly [method: string, path: string, body: object | undefined])[] = [
    ['PATCH', '', {}],
    ['DELETE', '', undefined],
    ['POST', '/submit', undefined],
    ['POST', '/archive', undefined],
    ['POST', '/sections', { title: 'A section' }],
    ['PUT', '/outline', { sections: [] }],
  ];
  const send = (id: string, [method, path, body]: (typeof routes)[number]) =>
    instructor.send(`/api/v1/courses/${id}${path}`, body ? json(method, body) : { method });

  test.each(routes)('of nothing is 404: %s %s', async (...route) => {
    const other = '11111111-1111-1111-1111-111111111111';
    for (const id of [missingId, other, crypto.randomUUID()]) {
      expect((await problemOf(await send(id, route))).status).toBe(404);
    }
  });

  test.each(routes)('that is no UUID is named: %s %s', async (...route) => {
    expect(await refusedFields(await send('not-a-uuid', route))).toEqual(['id']);
  });

  test('is understood in upper case', async () => {
    const upper = course.courseId.toUpperCase();
    const read = await instructor.send(`/api/v1/courses/${upper}`);
    expect(await read.json()).toMatchObject({ id: course.courseId });
    expect((await send(upper, ['PATCH', '', {}])).status).toBe(200);
  });
});

describe('a body', () => {
  test('may be missing, empty or an empty object where a route takes none', async () => {
    const submit = `/api/v1/courses/${course.courseId}/submit`;
    const emptyJson = { method: 'POST', headers: { 'content-type': 'application/json' } };
    for (const init of [{ method: 'POST' }, emptyJson, json('POST', {})]) {
      expect((await problemOf(await instructor.send(submit, init))).code).toBe('course_incomplete');
    }
    const withField = await instructor.send(submit, json('POST', { now: true }));
    expect(await refusedFields(withField)).toEqual(['now']);
  });

  test('of no bytes misses what a route asks for', async () => {
    const headers = { 'content-type': 'application/json' };
    const response = await nobody.send('/api/v1/auth/login', { method: 'POST', headers });
    expect(await refusedFields(response)).toEqual(['email', 'password']);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'nonsense'])(
    'of the type %s is 415, before the caller is asked for',
    async (type) => {
      const init = { method: 'PATCH', headers: { 'content-type': type }, body: '{}' };
      expect((await problemOf(await nobody.send('/api/v1/me', init))).status).toBe(415);
    },
  );

  test('that is not UTF-8 is 400', async () => {
    const body = Buffer.from([...Buffer.from('{"email":"'), 0xff, ...Buffer.from('"}')]);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    expect((await problemOf(await nobody.send('/api/v1/auth/login', init))).code).toBe(
      'malformed_json',
    );
  });

  test('of another form than an object is 422', async () => {
    for (const body of ['[]', '"text"', '5', 'true']) {
      const response = await nobody.send('/api/v1/auth/login', jsonText('POST', body));
      expect((await problemOf(response)).status).toBe(422);
    }
  });
});

describe('lists', () => {
  test('come in pages that hold everything once', async () => {
    const read = async (query: string) =>
      (await nobody.send(`/api/v1/courses/search?category=business&${query}`)).json();
    const { total } = await read('');
    expect(total).toBeGreaterThan(1);
    const seen = [];
    let cursor = '';
    do {
      const page = await read(`limit=1${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(total);
  });

  test('refuse a page that they cannot give', async () => {
    const ownList = `/api/v1/users/${student.userId}/enrollments`;
    for (const list of ['/api/v1/courses/search', ownList]) {
      for (const limit of ['0', '101', '-1', '1.5', 'abc', '1&limit=2']) {
        const response = await student.send(`${list}?limit=${limit}`);
        expect([limit, await refusedFields(response)]).toEqual([limit, ['limit']]);
      }
      const packed = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
      for (const cursor of ['nonsense', packed([]), packed(['a', 1, 'b']), packed({})]) {
        const response = await student.send(`${list}?cursor=${cursor}`);
        expect([cursor, await refusedFields(response)]).toEqual([cursor, ['cursor']]);
      }
    }
  });

  test('have the same two members, also when they have one page only', async () => {
    for (const path of ['/api/v1/categories', '/api/v1/courses/suggest?q=web']) {
      const list = await (await nobody.send(path)).json();
      expect([path, list]).toMatchObject([path, { items: expect.any(Array), nextCursor: null }]);
    }
  });

  test('name the filter that they do not understand, and what it could be', async () => {
    for (const [query, message] of [
      ['sort=best', 'newest'],
      ['level=expert', 'beginner'],
      ['minPrice=abc', 'number'],
    ] as const) {
      const problem = await problemOf(await nobody.send(`/api/v1/courses/search?${query}`));
      expect(problem.errors).toMatchObject([
        { path: query.split('=')[0], message: expect.stringContaining(message) },
      ]);
    }
  });
});

describe('a token that is no longer valid', () => {
  const stale = visitor(url, 'a.stale.token');

  test('is 401 where somebody is asked for, and where everybody is served', async () => {
    for (const path of ['/api/v1/me', '/api/v1/categories']) {
      expect((await problemOf(await stale.send(path))).code).toBe('unauthenticated');
    }
  });

  test('keeps nobody from registering, logging in, refreshing and logging out', async () => {
    const email = `${crypto.randomUUID()}@example.test`;
    const password = 'a long enough password';
    const { user } = await stale.api.register({ body: { email, password, name: 'Stella' } });
    const { refreshToken } = await stale.api.logIn({ body: { email, password } });
    const pair = await stale.api.refresh({ body: { refreshToken } });
    expect((await visitor(url, pair.accessToken).api.readMe()).id).toBe(user.id);
    await stale.api.logOut({ body: { refreshToken: pair.refreshToken } });
  });
});

test('a correlation id of any usual form is taken over', async () => {
  for (const given of ['7', 'trace:4bf92f35.77b3', crypto.randomUUID()]) {
    const headers = { 'x-correlation-id': given };
    const response = await nobody.send('/api/v1/me', { headers });
    expect((await problemOf(response)).correlationId).toBe(given);
  }
});

test('HEAD is answered like GET, without a body', async () => {
  for (const path of ['/healthz', '/api/v1/categories', '/api/openapi.json']) {
    const response = await nobody.send(path, { method: 'HEAD' });
    expect([path, response.status, await response.text()]).toEqual([path, 200, '']);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  }
});

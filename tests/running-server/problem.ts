import { expect } from 'vitest';

export interface ReceivedProblem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly [member: string]: unknown;
}

/** The problem that a refusal consists of, with every member that the API promises. */
export async function problemOf(response: Response): Promise<ReceivedProblem> {
  const type = response.headers.get('content-type');
  expect([response.status, type]).toEqual([
    response.status,
    'application/problem+json; charset=utf-8',
  ]);
  const problem = await response.json();
  expect(problem).toMatchObject({
    type: expect.stringMatching(/^urn:/),
    title: expect.any(String),
    status: response.status,
    code: expect.stringMatching(/^[a-z_]+$/),
    detail: expect.any(String),
    correlationId: response.headers.get('x-correlation-id'),
  });
  return problem;
}

/** The fields that a refusal names. */
export async function refusedFields(response: Response): Promise<string[]> {
  const { status, errors = [] } = await problemOf(response);
  expect(status).toBe(422);
  return errors.map(({ path }) => path);
}

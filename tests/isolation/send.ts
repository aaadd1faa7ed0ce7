import { addressOf } from '@edumaster/http/client';
import type { RouteContract } from '@edumaster/http/contract';
import type { Visitor } from '../running-server/visitor.ts';
import type { SampleRequest } from './samples/route-sample.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
  readonly correlationId: string;
}

/** One request to a route, and its answer as it came. */
export async function send(
  contract: RouteContract,
  by: Pick<Visitor, 'send'>,
  request: SampleRequest,
): Promise<Answer> {
  const { params = {}, query = {}, body } = request;
  const response = await by.send(addressOf(contract, { params, query }), {
    method: contract.method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(contract.idempotencyKey ? { 'idempotency-key': crypto.randomUUID() } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    text,
    body: isJson && text ? JSON.parse(text) : undefined,
    correlationId: response.headers.get('x-correlation-id') ?? '',
  };
}

/** A refusal without what differs between two equal ones. */
export function refusalOf({ status, body }: Answer): unknown {
  const { correlationId: _, ...said } = (body ?? {}) as Record<string, unknown>;
  return { ...said, status };
}

import type { ReceivedOf, RequestOf, RouteContract } from './contract.ts';

/** RFC 9457 as every route gives it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  readonly correlationId: string;
  /** Of a limit (429): when to come again. */
  readonly retryAfterSeconds?: number;
  readonly [extra: string]: unknown;
}

/** The route answered with a problem document. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Without a slash at the end; empty in a browser. */
  readonly baseUrl: string;
  /** Added to every request. */
  readonly headers?: () => Record<string, string> | Promise<Record<string, string>>;
  readonly fetch?: typeof fetch;
  /** Added to every `fetch`, for example `{cache: 'no-store'}`. */
  readonly init?: RequestInit;
}

type Call<Contract extends RouteContract> =
  {} extends RequestOf<Contract>
    ? (request?: RequestOf<Contract>, init?: RequestInit) => Promise<ReceivedOf<Contract>>
    : (request: RequestOf<Contract>, init?: RequestInit) => Promise<ReceivedOf<Contract>>;

export type Client<Contracts extends Readonly<Record<string, RouteContract>>> = {
  readonly [Name in keyof Contracts]: Call<Contracts[Name]>;
};

/**
 * A function for each contract, typed by it.
 * @throws ApiProblem for every status but a good one
 */
export function createClient<const Contracts extends Readonly<Record<string, RouteContract>>>(
  contracts: Contracts,
  options: ClientOptions,
): Client<Contracts> {
  const calls = Object.entries(contracts).map(([name, contract]) => [
    name,
    (request: LooseRequest = {}, init: RequestInit = {}) => send(contract, request, options, init),
  ]);
  return Object.fromEntries(calls) as Client<Contracts>;
}

interface LooseRequest {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

async function send(
  contract: RouteContract,
  request: LooseRequest,
  options: ClientOptions,
  init: RequestInit,
): Promise<unknown> {
  const hasBody = request.body !== undefined;
  const response = await (options.fetch ?? fetch)(options.baseUrl + addressOf(contract, request), {
    ...options.init,
    ...init,
    method: contract.method,
    headers: {
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      // Whoever repeats a request gives a name of their own.
      ...(contract.idempotencyKey ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...(await options.headers?.()),
      ...(init.headers as Record<string, string> | undefined),
    },
    ...(hasBody ? { body: JSON.stringify(request.body) } : {}),
  });
  if (!response.ok) throw new ApiProblem(await problemOf(response));
  return response.status === 204 ? undefined : response.json();
}

/** Path and query of a request. */
export function addressOf(contract: Pick<RouteContract, 'path'>, request: LooseRequest): string {
  const path = contract.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(request.params?.[name])),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = {
    type: 'about:blank',
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    code: 'unreadable_answer',
    correlationId: response.headers.get('x-correlation-id') ?? '',
  };
  if (!response.headers.get('content-type')?.includes('json')) return fallback;
  return { ...fallback, ...((await response.json().catch(() => ({}))) as Partial<Problem>) };
}

import { AppError, type Ctx, type FieldError } from '@edumaster/kernel';
import { authorizeAttempt, permissionNamed } from '@edumaster/policy';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { limitsOf, type RouteContract } from '../contract.ts';
import { Answer, FileAnswer } from './call.ts';
import type { BoundRoute } from './list-routes.ts';
import { sendFile } from './send-file.ts';
import { validationFailed } from './problem.ts';
import type { RouteLimits } from './route-limits.ts';
import { unstorableTexts } from './unstorable-texts.ts';

/** Host, session or token of a request → tenant, actor, locale and time. */
export type ContextResolver = (request: FastifyRequest, contract: RouteContract) => Promise<Ctx>;

export interface RouteHooks {
  readonly contextOf: ContextResolver;
  /** Counts what the routes' limits are about; without it there are none. */
  readonly limits?: RouteLimits;
}

type Handler = (call: object) => Promise<unknown>;

/**
 * Serves the routes. The order of refusals is fixed: the body's form (400, 413, 415), the caller
 * (401), the role (403), what nobody does in another's name (403), the fields (422), the route's
 * limits (429), then whatever the handler finds. A limit comes before the object, since finding it
 * is part of the work that it saves.
 */
export function bindRoutes(
  app: FastifyInstance,
  routes: readonly BoundRoute[],
  hooks: RouteHooks,
): void {
  for (const route of routes) bindRoute(app, route, hooks);
}

function bindRoute(app: FastifyInstance, route: BoundRoute, hooks: RouteHooks): void {
  const { contract, instance, handler } = route;
  const permission = permissionNamed(contract.permission);
  const method = (instance as Record<string, unknown>)[handler];
  if (typeof method !== 'function') throw new Error(`${contract.id} has no handler`);
  const handle = method.bind(instance) as Handler;
  app.route({
    method: contract.method,
    url: contract.path,
    config: { contract },
    ...(contract.largestBodyBytes ? { bodyLimit: contract.largestBodyBytes } : {}),
    async handler(request, reply) {
      const ctx = await hooks.contextOf(request, contract);
      authorizeAttempt(ctx, permission);
      refuseInAnothersName(ctx, contract);
      const input = parseRequest(contract, request);
      const work = () => handle({ ctx, ...input, request, reply });
      const call = { request, ctx, body: input.body };
      const result = await (hooks.limits?.run(limitsOf(contract), call, work) ?? work());
      return sendAnswer(contract, result, reply);
    },
  });
}

function refuseInAnothersName({ actor }: Ctx, contract: RouteContract): void {
  if (actor.kind !== 'user' || actor.impersonatedBy === undefined) return;
  const unlessSaid = contract.method === 'GET' ? 'allowed' : 'refused';
  const isAllowed = (contract.whileImpersonating ?? unlessSaid) === 'allowed';
  if (!isAllowed) throw new AppError('refused_while_impersonating');
}

/** A route that takes no body takes an empty object too, as some clients always send one. */
const noBody = z.strictObject({});

function parseRequest(contract: RouteContract, request: FastifyRequest) {
  const problems: FieldError[] = [];
  const params = parsePart(contract.params, request.params, problems);
  const query = parsePart(contract.query, request.query, problems);
  const body = parsePart(contract.body ?? noBody, request.body ?? {}, problems);
  const idempotencyKey = parseKey(contract, request, problems);
  if (problems.length > 0) throw validationFailed(problems);
  return { params, query, body, idempotencyKey };
}

/** As long as a UUID and some words; what HTTP carries without quoting. */
const keyForm = /^[\x21-\x7e]{1,200}$/;

function parseKey(
  contract: RouteContract,
  request: FastifyRequest,
  problems: FieldError[],
): string | undefined {
  const given = request.headers['idempotency-key'];
  if (contract.idempotencyKey === undefined) return undefined;
  if (given === undefined && contract.idempotencyKey === 'optional') return undefined;
  if (typeof given === 'string' && keyForm.test(given)) return given;
  problems.push({
    path: 'Idempotency-Key',
    message: 'must be a header with a name of this request, 1 to 200 visible characters',
  });
  return undefined;
}

function parsePart(schema: z.ZodType | undefined, given: unknown, problems: FieldError[]): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(given);
  if (parsed.success) {
    problems.push(...unstorableTexts(parsed.data));
    return parsed.data;
  }
  problems.push(...parsed.error.issues.flatMap(fieldErrorsOf));
  return undefined;
}

/** Names each unknown field by its own path, as callers look for the field's name. */
function fieldErrorsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key].join('.'), message: 'is not known' }));
  }
  const meant = issue.code === 'invalid_union' ? meantForm(issue.errors) : [];
  if (meant.length > 0) {
    return meant.flatMap((inner) => fieldErrorsOf({ ...inner, path: [...path, ...inner.path] }));
  }
  return [{ path: path.join('.'), message: messageOf(issue) }];
}

/**
 * Of several forms of a value the one that the caller most likely meant: no foreign field in it,
 * and not a constant, for example the empty text of a form's empty field.
 */
function meantForm(forms: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] {
  const distance = (issues: readonly z.core.$ZodIssue[]) =>
    issues.length + (issues.some(isAnotherForm) ? 1_000 : 0);
  return forms.toSorted((a, b) => distance(a) - distance(b))[0] ?? [];
}

function isAnotherForm(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_value') return issue.path.length === 0 && issue.values.length === 1;
  return issue.code === 'unrecognized_keys';
}

function messageOf(issue: z.core.$ZodIssue): string {
  return issue.message.replace(/^Invalid input: /, '');
}

function sendAnswer(contract: RouteContract, result: unknown, reply: FastifyReply): unknown {
  if ((contract.answersWith === 'file') !== result instanceof FileAnswer) {
    throw new Error(`${contract.id} answered with something else than its contract says`);
  }
  if (result instanceof FileAnswer) return sendFile(result, reply.code(contract.status));
  const { status, body } =
    result instanceof Answer ? result : { status: contract.status, body: result };
  if (status !== contract.status && !contract.otherStatuses?.some((other) => other === status)) {
    throw new Error(`${contract.id} answered with ${status}, which its contract does not have`);
  }
  reply.code(status);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  if (!contract.response) return reply.send();
  const shaped = contract.response.safeParse(body);
  if (!shaped.success) {
    const cause = shaped.error;
    throw new AppError('internal_error', { detail: `${contract.id}: answer off contract`, cause });
  }
  reply.type('application/json; charset=utf-8');
  return JSON.stringify(shaped.data);
}

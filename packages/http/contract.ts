import type { Limit } from '@edumaster/counters';
import type { z } from 'zod';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * How often a route may be used, with what is counted: who calls from an address (of IPv6 a /64),
 * the signed-in account, or what a field of the body names, for example the mail address that a
 * link is sent to. Routes that declare a limit of the same name share its count.
 */
export interface RouteLimit extends Limit {
  readonly by: 'address' | 'account' | `body.${string}`;
}

/**
 * One route as plain data: it validates and authorises the request, shapes the response, appears
 * in the OpenAPI document and types the client. Schemas use JSON types only (times are strings),
 * or they could not be written into the document.
 */
export interface RouteContract {
  /** Unique, a verb and a noun: `createCourse`. */
  readonly id: string;
  readonly method: HttpMethod;
  /** With parameters in colons: `/api/v1/courses/:id`. */
  readonly path: string;
  /** One line for the documentation. */
  readonly summary: string;
  /** Heading in the documentation, by default the module's name. */
  readonly tag: string;
  /** Name of a declared permission. */
  readonly permission: string;
  /**
   * Answers whoever asks without looking at a token or a session: a stale one, which clients send
   * with every request, must not keep anybody from logging in.
   */
  readonly caller?: 'ignored';
  /**
   * Whether it answers staff who act as somebody else. Without it reading is allowed and writing is
   * refused: what support may do in a person's name is said route by route.
   */
  readonly whileImpersonating?: 'allowed' | 'refused';
  /**
   * It writes an entry to the audit log in the transaction of its change, or of the look that it
   * gives. Demanded of every route that writes by a permission which only those who run a tenant
   * have, and of those about who may teach, their papers and numbers.
   */
  readonly audited?: true;
  /**
   * How often it may be used, or why that need not be limited. Demanded of public routes that write
   * or search. Places are taken after the fields were checked and before any work.
   */
  readonly limits?: readonly RouteLimit[] | { readonly none: string };
  /**
   * It costs money: the sender names the request by an `Idempotency-Key`, and a repeat by that name has
   * no other effect and gets the same answer.
   */
  readonly idempotencyKey?: 'required' | 'optional';
  /** Of a route that takes more than the mebibyte of the others. */
  readonly largestBodyBytes?: number;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Unknown fields are refused: use `z.strictObject`. */
  readonly body?: z.ZodType;
  /** Of the answer when all went well. */
  readonly status: 200 | 201 | 202 | 204;
  /** Further good statuses with the same body, chosen by `answer(status, body)`. */
  readonly otherStatuses?: readonly (200 | 201 | 202)[];
  /** What the answer holds and nothing more: other fields are left out. */
  readonly response?: z.ZodType;
  /** The answer is no JSON but a file, which the handler gives as a `FileAnswer`. */
  readonly answersWith?: 'file';
  /** Codes of the error tables, beside those that any route can give. */
  readonly errors: readonly string[];
}

/** Declares a route. */
export function defineRoute<const Contract extends RouteContract>(contract: Contract): Contract {
  return contract;
}

/** The limits that a route declares. */
export function limitsOf({ limits = [] }: RouteContract): readonly RouteLimit[] {
  return 'none' in limits ? [] : limits;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Sent<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;

export type ParamsOf<Contract extends RouteContract> = Parsed<Contract['params']>;
export type QueryOf<Contract extends RouteContract> = Parsed<Contract['query']>;
export type BodyOf<Contract extends RouteContract> = Parsed<Contract['body']>;
/** What a handler returns. */
export type ResponseOf<Contract extends RouteContract> = Contract['response'] extends z.ZodType
  ? z.input<Contract['response']>
  : void;
/** What a client gets. */
export type ReceivedOf<Contract extends RouteContract> = Contract['response'] extends z.ZodType
  ? z.output<Contract['response']>
  : undefined;

type Present<Fields> = {
  [Key in keyof Fields as Fields[Key] extends undefined ? never : Key]: Fields[Key];
};

/** What a client passes: only the parts that the contract has. */
export type RequestOf<Contract extends RouteContract> = Present<{
  params: Sent<Contract['params']>;
  query: Sent<Contract['query']>;
  body: Sent<Contract['body']>;
}>;

import type { Ids, ObjectKind } from '../objects.ts';

/** What one request to a route sends. */
export interface SampleRequest {
  readonly params?: Readonly<Record<string, string | undefined>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A valid request to one route, and who gets which answer. */
export interface RouteSample {
  readonly request: (ids: Ids) => SampleRequest;
  /** Statuses of those who are let through: the contract's, or a refusal of a rule of the business. */
  readonly through: readonly number[];
  /** What it acts on; without it the route is about the caller, or about the tenant as a whole. */
  readonly object?: ObjectSample;
  /** Why nothing can be said about some of it; printed nowhere, read by whoever asks. */
  readonly because?: string;
}

export interface ObjectSample {
  readonly kind: ObjectKind;
  /**
   * Whose role is enough, about an object of somebody else in the same tenant: the refusal, or
   * `through` when the route makes no difference between persons.
   */
  readonly foreign: 403 | 404 | 'through';
  /** Roles that reach everybody's objects in their tenant. */
  readonly supervisors?: readonly string[];
  /** Roles that see everybody's, and are told that it is not theirs, where others are told nothing. */
  readonly seenBy?: readonly string[];
  /** The answer about what does not exist, by default 404; or the one about somebody else's. */
  readonly absent?: 404 | 'as foreign';
}

export type Samples = Readonly<Record<string, RouteSample>>;

/** A list, or something about the caller: nothing is named. */
export const plainRead: RouteSample = { request: () => ({}), through: [200] };

/** Those who run a tenant. */
export const runners = ['admin', 'owner'];
/** Those who review and those who run it. */
export const overseers = ['moderator', 'staff', ...runners];

import type { Actor, Ctx, Id } from '@edumaster/kernel';
import type { SystemTx, Tx } from '@edumaster/database';
import type { z } from 'zod';

export type Topic =
  | 'user-events'
  | 'course-events'
  | 'media-events'
  | 'payment-events'
  | 'progress-events'
  | 'notification-events';

/** What is known of every published event without its data's type. */
export interface EventDescription {
  /** For example `course.published`. */
  readonly type: string;
  /** Rises when the meaning of the data changes. */
  readonly version: number;
  readonly topic: Topic;
  readonly data: z.ZodType;
}

/** A fact of the past that a module publishes. */
export interface EventType<Type extends string, Data> extends EventDescription {
  readonly type: Type;
  readonly data: z.ZodType<Data>;
  /** Events of one key are handled in their order. */
  readonly key: (data: Data) => string;
}

/** An event about to be published. */
export interface NewEvent {
  readonly type: EventDescription;
  readonly key: string;
  readonly data: unknown;
}

/** An event as its readers get it. */
export interface EventEnvelope<Data = unknown> {
  readonly id: Id<'event'>;
  readonly type: string;
  readonly version: number;
  readonly data: Data;
  readonly metadata: {
    readonly tenantId: Id<'tenant'>;
    /** RFC 3339, UTC. */
    readonly timestamp: string;
    readonly correlationId: string;
    /** The event that this one follows from. */
    readonly causationId: string | null;
    readonly actor: Actor;
  };
}

const published = new Map<string, EventDescription>();

/** Declares an event; a type belongs to one module. */
export function defineEvent<const Type extends string, Data>(
  definition: EventType<Type, Data>,
): EventType<Type, Data> {
  if (published.has(definition.type)) throw new Error(`event ${definition.type} is declared twice`);
  published.set(definition.type, definition);
  return definition;
}

/** All declared events, by type. */
export function listEvents(): readonly EventDescription[] {
  return [...published.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** A new event; data that does not fit its schema is a bug. */
export function eventOf<Data>(type: EventType<string, Data>, data: Data): NewEvent {
  const checked = type.data.parse(data);
  return { type, key: type.key(checked), data: checked };
}

/** An event as the columns of the log take it. */
export interface PackedEvent {
  readonly id: string;
  readonly topic: Topic;
  readonly key: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
}

/** The only way to publish. */
export abstract class Outbox {
  /** Appends the event to the log in the business transaction. */
  abstract emit(tx: Tx, event: NewEvent): Promise<void>;

  /** The same for facts of the platform, in the name of the tenant that they happened in. */
  abstract emitFor(tx: SystemTx, tenantId: Id<'tenant'>, event: NewEvent): Promise<void>;

  /**
   * For a statement of a module that publishes together with what it writes: it hands the parts on to
   * `events.append`.
   */
  abstract pack(event: NewEvent): PackedEvent;

  /** Who made such an event, as `events.append` takes it. */
  abstract originOf(ctx: Ctx): Readonly<Record<string, unknown>>;
}

/**
 * Reacts to events behind a cursor of its own, at least once and in the order of each key. What it
 * needs of an event it reads by its own schema, so that no module imports from one above it.
 */
export interface Consumer {
  /** Stable for ever, for example `catalog.count-enrollments`: the cursor hangs on it. */
  readonly name: string;
  readonly reactions: readonly Reaction[];
}

/** What a consumer does on one type of event. */
export interface Reaction {
  readonly type: string;
  /**
   * @param ctx the event's tenant, a system actor, and the delivery that the first transaction
   *   records in the inbox
   */
  handle(ctx: Ctx, event: EventEnvelope): Promise<void>;
}

/** A reaction whose data is checked by the consumer's own schema. */
export function on<Data>(
  type: string,
  data: z.ZodType<Data>,
  react: (ctx: Ctx, event: EventEnvelope<Data>) => Promise<void>,
): Reaction {
  return {
    type,
    handle: (ctx, event) => react(ctx, { ...event, data: data.parse(event.data) }),
  };
}

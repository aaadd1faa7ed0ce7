import { type Actor, type Id, newId } from '@edumaster/kernel';
import type { NewEvent, Outbox } from '@edumaster/events';
import type { SqlStatement, SystemTx, Tx } from '@edumaster/database';

/** Writes to the event log through functions, since no role but the reader's may touch it. */
export class PostgresOutbox implements Outbox {
  async emit(tx: Tx, event: NewEvent): Promise<void> {
    const { actor, correlationId, delivery } = tx.ctx;
    const causationId = delivery?.eventId ?? null;
    const values = valuesOf(event, { actor, correlationId, causationId });
    await tx.rows(append('events.append($1, $2, $3, $4, $5, $6, $7)', values));
  }

  async emitFor(tx: SystemTx, tenantId: Id<'tenant'>, event: NewEvent): Promise<void> {
    const actor: Actor = { kind: 'system', reason: tx.ctx.reason };
    const { correlationId } = tx.ctx;
    const values = valuesOf(event, { actor, correlationId, causationId: null });
    await tx.rows(
      append('events.append_for($1, $2, $3, $4, $5, $6, $7, $8)', [...values, tenantId]),
    );
  }
}

interface Origin {
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string | null;
}

function valuesOf(event: NewEvent, origin: Origin): readonly unknown[] {
  const { type, key, data } = event;
  return [newId(), type.topic, key, type.type, type.version, JSON.stringify(data), origin];
}

function append(call: string, values: readonly unknown[]): SqlStatement {
  return { name: call, text: `select ${call}`, values };
}

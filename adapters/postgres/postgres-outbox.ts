import { type Actor, type Ctx, type Id, newId } from '@edumaster/kernel';
import type { NewEvent, Outbox, PackedEvent } from '@edumaster/events';
import type { SqlStatement, SystemTx, Tx } from '@edumaster/database';

/** Writes to the event log through functions, since no role but the reader's may touch it. */
export class PostgresOutbox implements Outbox {
  async emit(tx: Tx, event: NewEvent): Promise<void> {
    const values = valuesOf(event, this.originOf(tx.ctx));
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

  pack({ type, key, data }: NewEvent): PackedEvent {
    const { topic, type: name, version } = type;
    return { id: newId(), topic, key, type: name, version, data };
  }

  originOf({ actor, correlationId, delivery }: Ctx): Origin {
    return { actor, correlationId, causationId: delivery?.eventId ?? null };
  }
}

interface Origin extends Readonly<Record<string, unknown>> {
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

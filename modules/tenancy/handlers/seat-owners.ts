import { type Consumer, on } from '@edumaster/events';
import { Identity } from '@edumaster/identity';
import { id, systemCtx } from '@edumaster/kernel';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

const created = z.object({ tenantId: idSchema, ownerId: idSchema.nullish() });

/**
 * Whoever opened a tenant is its owner, also when the program ended between the two: they are
 * transactions of two modules.
 */
@Injectable()
export class SeatOwners implements Consumer {
  readonly name = 'tenancy.seat-owners';
  readonly #identity: Identity;
  readonly reactions = [
    on('tenant.created', created, async (ctx, { data: { tenantId, ownerId } }) => {
      if (!ownerId) return;
      const system = systemCtx('a new tenant gets its owner', ctx);
      await this.#identity.seatOwner(system, {
        tenantId: id(tenantId),
        userId: id(ownerId),
      });
    }),
  ];

  constructor(identity: Identity) {
    this.#identity = identity;
  }
}

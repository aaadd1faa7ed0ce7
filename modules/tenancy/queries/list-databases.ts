import { Db } from '@edumaster/database';
import { Log, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { TenantDatabaseAddress } from '../index.ts';
import { SealedAddress } from '../store/sealed-address.ts';
import { listDatabases } from '../store/tenant-homes.ts';

/** The tenants that have a database of their own, with its address. */
@Injectable()
export class ListDatabases {
  readonly #db: Db;
  readonly #addresses: SealedAddress;
  readonly #log: Log;

  constructor(db: Db, addresses: SealedAddress, log: Log) {
    this.#db = db;
    this.#addresses = addresses;
    this.#log = log;
  }

  async run(ctx: SystemCtx): Promise<readonly TenantDatabaseAddress[]> {
    const rows = await this.#db.inSystemTx(ctx, (tx) => listDatabases(tx));
    return rows.flatMap(({ tenantId, subdomain, sealed }) => {
      const address = this.#addresses.open(sealed, tenantId);
      if (address !== undefined) return [{ tenantId, subdomain, address }];
      // Its transactions are refused by the platform's database; nobody else needs to suffer.
      this.#log.error({ tenantId }, 'the address of a tenant’s database cannot be opened');
      return [];
    });
  }
}

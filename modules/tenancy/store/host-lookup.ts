import { Db } from '@edumaster/database';
import { AppError, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import type { HostTarget } from '../domain/host.ts';
import type { Tenant } from '../domain/tenant.ts';
import { findByTargets } from './tenants.ts';

interface Waiting {
  readonly target: HostTarget;
  readonly resolve: (tenant: Tenant | undefined) => void;
  readonly reject: (error: unknown) => void;
}

const maxTogether = 500;
/** More hosts at once than anybody has are a flood of invented names. */
const maxWaiting = 5_000;

/**
 * Asks the database for the tenants of hosts: one question at a time, for all who came meanwhile.
 * Anybody can send any number of invented Host headers, and each is a look-up; so they share one
 * connection and a few statements a second, however many they are.
 */
@Injectable()
export class HostLookup {
  readonly #db: Db;
  #waiting: Waiting[] = [];
  #isAsking = false;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @throws AppError `unavailable` when too many hosts are looked up at once */
  find(target: HostTarget): Promise<Tenant | undefined> {
    if (this.#waiting.length >= maxWaiting) {
      throw new AppError('unavailable', { retryAfterSeconds: 2 });
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ target, resolve, reject });
      if (!this.#isAsking) void this.#askForAll();
    });
  }

  async #askForAll(): Promise<void> {
    this.#isAsking = true;
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, maxTogether);
      await this.#ask(group).catch((error: unknown) => {
        for (const { reject } of group) reject(error);
      });
    }
    this.#isAsking = false;
  }

  async #ask(group: readonly Waiting[]): Promise<void> {
    const ctx = systemCtx('the tenants of hosts are looked up');
    const targets = group.map(({ target }) => target);
    const tenantOf = await this.#db.inSystemTx(ctx, (tx) => findByTargets(tx, targets));
    for (const { target, resolve } of group) resolve(tenantOf(target));
  }
}

import { Db } from '@edumaster/database';
import { type Ctx, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { subdomainProblem, type SubdomainProblem } from '../domain/subdomain.ts';
import { findBySubdomain } from '../store/tenants.ts';

/** Whether a subdomain is free now; only creating a tenant decides it. */
@Injectable()
export class CheckSubdomain {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  /** @returns why it cannot be had, or undefined */
  async run(ctx: Ctx, subdomain: string): Promise<SubdomainProblem | 'taken' | undefined> {
    const problem = subdomainProblem(subdomain);
    if (problem) return problem;
    const taken = await this.#db.inSystemTx(
      systemCtx('somebody asks whether a subdomain is free', ctx),
      (tx) => findBySubdomain(tx, subdomain),
    );
    return taken ? 'taken' : undefined;
  }
}

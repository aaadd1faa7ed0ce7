import { Db } from '@edumaster/database';
import { AppError, type Ctx, type Id, systemCtx } from '@edumaster/kernel';
import { authorize } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import type { ApplicationState } from '../domain/instructor-application.ts';
import { reviewInstructor } from '../instructor-policy.ts';
import { KnownHosts } from '../known-hosts.ts';
import { findCheck, type StoredCheck } from '../store/identity-checks.ts';
import { rolesIn } from '../store/memberships.ts';
import { type ApplicationParts, applicationParts } from './application-parts.ts';
import { ReadTaxDetails, type TaxDetails } from './read-tax-details.ts';

export interface ApplicationContents extends Omit<ApplicationParts, 'tax'> {
  readonly tax: TaxDetails | null;
}

export interface OwnApplication extends ApplicationContents {
  readonly status: ApplicationState;
  readonly mayApply: boolean;
}

export interface ReviewedApplication extends ApplicationContents {
  readonly check: StoredCheck | undefined;
}

/** An application to teach, for the applicant and for those who decide. */
@Injectable()
export class ReadApplication {
  readonly #db: Db;
  readonly #tax: ReadTaxDetails;
  readonly #hosts: KnownHosts;

  constructor(db: Db, tax: ReadTaxDetails, hosts: KnownHosts) {
    this.#db = db;
    this.#tax = tax;
    this.#hosts = hosts;
  }

  async own(ctx: Ctx, personId: Id<'user'>): Promise<OwnApplication> {
    const key = { tenantId: ctx.tenantId, personId };
    const isMarketplace = (await this.#hosts.kindOf(ctx.tenantId)) === 'marketplace';
    const system = systemCtx('a person reads their application', ctx);
    return this.#db.inSystemTx(system, async (tx) => {
      const { tax, ...parts } = await applicationParts(tx, key);
      const teaches = (await rolesIn(tx, key)).includes('instructor');
      const status = parts.instructor?.status ?? (teaches ? 'verified' : 'none');
      const mayApply =
        isMarketplace && parts.contact.emailVerifiedAt !== null && status !== 'verified';
      return { ...parts, status, mayApply, tax: tax ? this.#tax.masked(key, tax) : null };
    });
  }

  /** @throws AppError `instructor_not_found` for somebody who did not apply */
  async forReview(ctx: Ctx, personId: Id<'user'>): Promise<ReviewedApplication> {
    authorize(ctx, reviewInstructor, undefined);
    const key = { tenantId: ctx.tenantId, personId };
    const system = systemCtx('a reviewer reads an application', ctx);
    return this.#db.inSystemTx(system, async (tx) => {
      const { tax, ...parts } = await applicationParts(tx, key);
      if (!parts.instructor) throw new AppError('instructor_not_found');
      const check = await findCheck(tx, key);
      return { ...parts, check, tax: tax ? this.#tax.masked(key, tax) : null };
    });
  }
}

import { Db, type SystemTx } from '@edumaster/database';
import type { CronHandler } from '@edumaster/jobs';
import { systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { deleteOldInvitations } from '../store/invitations.ts';
import { deleteEndedMessages } from '../store/one-time-messages.ts';
import { deleteExpiredRecords } from '../store/oidc-records.ts';
import { deleteEndedProgramSignIns } from '../store/sign-ins.ts';
import { deleteExpiredChallenges } from '../store/passkey-challenges.ts';
import { deleteOldLogouts } from '../store/issuer-logouts.ts';
import { deleteEndedSessions } from '../store/web-sessions.ts';

const dayMilliseconds = 24 * 3600 * 1_000;

/** What explains a sign-in that is over. */
const keptDays = 7;

/** Addresses of people who may never have come; long enough to send an invitation again. */
const invitationDays = 90;

/**
 * Rows of a transaction. All at once could take longer than a statement may, and would then fail at
 * each run, on more rows every time: one is made at each beginning of a sign-in.
 */
const batchSize = 5_000;

/**
 * Removes what the issuer no longer needs, messages after their end, sessions a week later, and
 * invitations a season later.
 */
@Injectable()
export class SweepExpired implements CronHandler {
  readonly name = 'identity.sweep-expired';
  readonly schedule = '17 * * * *';
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(signal: AbortSignal): Promise<void> {
    const ctx = systemCtx('expired sign-ins and sessions are removed');
    const daysAgo = (days: number) => new Date(ctx.now.getTime() - days * dayMilliseconds);
    const before = daysAgo(keptDays);
    const inBatches = async (remove: (tx: SystemTx) => Promise<number>) => {
      let removed = batchSize;
      while (removed === batchSize) {
        signal.throwIfAborted();
        removed = await this.#db.inSystemTx(ctx, remove);
      }
    };
    await inBatches((tx) => deleteExpiredRecords(tx, batchSize));
    await inBatches((tx) => deleteEndedMessages(tx, batchSize));
    await inBatches((tx) => deleteEndedProgramSignIns(tx, batchSize));
    await inBatches((tx) => deleteExpiredChallenges(tx, batchSize));
    await inBatches((tx) => deleteEndedSessions(tx, { before, limit: batchSize }));
    await inBatches((tx) => deleteOldLogouts(tx, { before, limit: batchSize }));
    const invitedBefore = daysAgo(invitationDays);
    await inBatches((tx) => deleteOldInvitations(tx, { before: invitedBefore, limit: batchSize }));
  }
}

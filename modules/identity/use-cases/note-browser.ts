import { Db } from '@edumaster/database';
import type { SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { deviceLabel, roughPlace } from '../domain/device-label.ts';
import { tokenHash } from '../secrets/tokens.ts';
import { noteSessionDevice } from '../store/sign-ins.ts';

/** A browser has signed in: its person finds it among their devices. */
@Injectable()
export class NoteBrowser {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(
    ctx: SystemCtx,
    input: { sessionToken: string; userAgent: string | undefined; address: string },
  ): Promise<void> {
    const { sessionToken, userAgent, address } = input;
    return this.#db.inSystemTx(ctx, (tx) =>
      noteSessionDevice(tx, tokenHash(sessionToken), {
        device: deviceLabel(userAgent),
        place: roughPlace(address),
      }),
    );
  }
}

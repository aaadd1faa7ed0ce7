import { Db } from '@edumaster/database';
import { type Consumer, on } from '@edumaster/events';
import { Jobs } from '@edumaster/jobs';
import { Injectable } from '@nestjs/common';
import { userExportRequested } from '../events.ts';
import { makeExportJob } from '../jobs/make-export.ts';

/** Gathering takes long: it is a job. */
@Injectable()
export class StartExports implements Consumer {
  readonly name = 'identity.start-exports';
  readonly reactions = [
    on(userExportRequested.type, userExportRequested.data, (ctx, { data }) =>
      this.db.inPlatformTx(ctx, (tx) => this.jobs.enqueue(tx, makeExportJob, data)),
    ),
  ];

  constructor(
    private readonly db: Db,
    private readonly jobs: Jobs,
  ) {}
}

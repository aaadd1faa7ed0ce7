import { type Consumer, on } from '@edumaster/events';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DiscardFiles } from '../use-cases/discard-files.ts';

const discarded = z.object({ userId: idSchema, mediaIds: z.array(idSchema) });

/** What identity no longer needs of a person is deleted, with its content. */
@Injectable()
export class ForgetFiles implements Consumer {
  readonly name = 'media.forget-files';
  readonly reactions = [
    on('user.files_discarded', discarded, (ctx, { data }) =>
      this.discard.run(ctx, { ownerId: data.userId, mediaIds: data.mediaIds }),
    ),
  ];

  constructor(private readonly discard: DiscardFiles) {}
}

import { type Consumer, on } from '@edumaster/events';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DiscardResource } from '../use-cases/discard-resource.ts';

const discarded = z.object({ mediaId: idSchema });

/** A file that no course shows any more is deleted. */
@Injectable()
export class ForgetResources implements Consumer {
  readonly name = 'media.forget-resources';
  readonly reactions = [
    on('resource.discarded', discarded, (ctx, { data }) => this.discard.run(ctx, data)),
  ];

  constructor(private readonly discard: DiscardResource) {}
}

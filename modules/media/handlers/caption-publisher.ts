import { type Consumer, on } from '@edumaster/events';
import { Injectable } from '@nestjs/common';
import { captionsChanged } from '../events.ts';
import { PublishCaptions } from '../use-cases/publish-captions.ts';

/**
 * Writes what players fetch after a track has changed. By the event and not by a job: people see
 * what they saved at once, also while the workers are busy with encodes.
 */
@Injectable()
export class CaptionPublisher implements Consumer {
  readonly name = 'media.publish-captions';
  readonly reactions = [
    on(captionsChanged.type, captionsChanged.data, (ctx, { data }) => this.publish.run(ctx, data)),
  ];

  constructor(private readonly publish: PublishCaptions) {}
}

import { type Consumer, on } from '@edumaster/events';
import { id } from '@edumaster/kernel';
import { idSchema } from '@edumaster/kernel/schemas';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { documentKinds } from '../domain/instructor-application.ts';
import { KeepFile } from '../use-cases/keep-file.ts';

const file = { mediaId: idSchema, ownerId: idSchema };

const stored = z.discriminatedUnion('purpose', [
  z.object({
    ...file,
    purpose: z.literal('kyc-document'),
    documentKind: z.enum(documentKinds).nullable(),
  }),
  z.object({ ...file, purpose: z.literal('avatar'), url: z.string() }),
]);

/** What a person uploaded about themselves becomes part of their application or their picture. */
@Injectable()
export class FollowFiles implements Consumer {
  readonly name = 'identity.follow-files';
  readonly reactions = [
    on('file.stored', stored, (ctx, { data, metadata }) => {
      const { mediaId } = data;
      const ownerId = id<'user'>(data.ownerId);
      if (data.purpose === 'kyc-document') {
        return this.keep.paper(ctx, { ownerId, mediaId, kind: data.documentKind ?? 'other' });
      }
      const { url } = data;
      return this.keep.picture(ctx, { ownerId, mediaId, url }, new Date(metadata.timestamp));
    }),
  ];

  constructor(private readonly keep: KeepFile) {}
}

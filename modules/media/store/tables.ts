import { moment, tenantId, wholeNumber } from '@edumaster/database';
import type { EncodedFile, MediaFacts, Rendition, Storyboard } from '@edumaster/encoder';
import type { Upload as StoredUpload } from '@edumaster/files';
import {
  boolean,
  doublePrecision,
  foreignKey,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { documentKinds } from '../domain/document-kind.ts';
import { encodeStages } from '../domain/encode-stage.ts';
import { videoScans } from '../domain/video-scan.ts';
import { mediaPurposes } from '../domain/media-purpose.ts';

const media = pgSchema('media');

export const uploads = media.table(
  'uploads',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    ownerId: uuid('owner_id').notNull(),
    mediaId: uuid('media_id').notNull(),
    filename: text('filename').notNull(),
    size: wholeNumber('size').notNull(),
    contentType: text('content_type').notNull(),
    purpose: text('purpose', { enum: mediaPurposes }).notNull(),
    lectureId: uuid('lecture_id'),
    documentKind: text('document_kind', { enum: documentKinds }),
    partSize: wholeNumber('part_size').notNull(),
    status: text('status', { enum: ['open', 'completed', 'aborted'] })
      .notNull()
      .default('open'),
    storedUpload: jsonb('stored_upload').$type<StoredUpload>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
    closedAt: moment('closed_at'),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export const assets = media.table(
  'assets',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    ownerId: uuid('owner_id').notNull(),
    purpose: text('purpose', { enum: mediaPurposes }).notNull(),
    status: text('status', { enum: ['processing', 'playable', 'ready', 'failed'] }).notNull(),
    progress: integer('progress').notNull().default(0),
    filename: text('filename').notNull(),
    size: wholeNumber('size').notNull(),
    contentType: text('content_type'),
    lectureId: uuid('lecture_id'),
    documentKind: text('document_kind', { enum: documentKinds }),
    sourceKey: text('source_key').notNull(),
    durationSeconds: doublePrecision('duration_seconds'),
    facts: jsonb('facts').$type<MediaFacts>(),
    hasPoster: boolean('has_poster').notNull().default(false),
    storyboard: jsonb('storyboard').$type<Storyboard>(),
    edition: integer('edition').notNull().default(1),
    encodingEdition: integer('encoding_edition'),
    stage: text('stage', { enum: encodeStages }),
    sourceDeletedAt: moment('source_deleted_at'),
    virusScan: text('virus_scan', { enum: videoScans }),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    attempts: integer('attempts').notNull().default(0),
    claimedBy: uuid('claimed_by'),
    claimedAt: moment('claimed_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export const renditions = media.table(
  'renditions',
  {
    tenantId: tenantId(),
    assetId: uuid('asset_id').notNull(),
    edition: integer('edition').notNull().default(1),
    quality: text('quality').notNull(),
    origin: text('origin', { enum: ['encoded', 'copied'] })
      .notNull()
      .default('encoded'),
    language: text('language'),
    title: text('title'),
    kind: text('kind', { enum: ['video', 'audio'] }).notNull(),
    width: integer('width'),
    height: integer('height'),
    durationSeconds: doublePrecision('duration_seconds').notNull(),
    bandwidth: integer('bandwidth').notNull(),
    averageBandwidth: integer('average_bandwidth').notNull(),
    codecs: text('codecs').notNull(),
    fileKey: text('file_key').notNull(),
    track: jsonb('track').$type<EncodedFile>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.assetId, table.edition, table.quality] }),
    foreignKey({
      columns: [table.tenantId, table.assetId],
      foreignColumns: [assets.tenantId, assets.id],
    }).onDelete('cascade'),
  ],
);

export const encodeChunks = media.table(
  'encode_chunks',
  {
    tenantId: tenantId(),
    assetId: uuid('asset_id').notNull(),
    edition: integer('edition').notNull(),
    step: text('step').notNull(),
    number: integer('number').notNull(),
    firstFrame: wholeNumber('first_frame').notNull(),
    frames: wholeNumber('frames'),
    renditions: jsonb('renditions').$type<readonly Rendition[]>().notNull(),
    encoder: text('encoder').notNull(),
    doneAt: moment('done_at'),
    claimedBy: uuid('claimed_by'),
    claimedAt: moment('claimed_at'),
  },
  (table) => [
    primaryKey({
      columns: [table.tenantId, table.assetId, table.edition, table.step, table.number],
    }),
    foreignKey({
      columns: [table.tenantId, table.assetId],
      foreignColumns: [assets.tenantId, assets.id],
    }).onDelete('cascade'),
  ],
);

export * from './caption-tables.ts';

import { moment, tenantId } from '@edumaster/database';
import { integer, jsonb, pgSchema, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { captionOrigins, captionStatuses } from '../domain/caption-track.ts';
import type { Cue } from '../domain/cue.ts';

const media = pgSchema('media');

export const captions = media.table(
  'captions',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    assetId: uuid('asset_id').notNull(),
    language: text('language').notNull(),
    label: text('label').notNull(),
    origin: text('origin', { enum: captionOrigins }).notNull(),
    status: text('status', { enum: captionStatuses }).notNull(),
    version: integer('version').notNull().default(1),
    cueCount: integer('cue_count').notNull().default(0),
    copiedFrom: text('copied_from'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    updatedBy: uuid('updated_by'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique('captions_once').on(table.tenantId, table.assetId, table.language),
  ],
);

export const captionCues = media.table(
  'caption_cues',
  {
    tenantId: tenantId(),
    captionId: uuid('caption_id').notNull(),
    position: integer('position').notNull(),
    startMs: integer('start_ms').notNull(),
    endMs: integer('end_ms').notNull(),
    text: text('text').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.captionId, table.position] })],
);

export const caretakers = media.table(
  'caretakers',
  {
    tenantId: tenantId(),
    assetId: uuid('asset_id').notNull(),
    userId: uuid('user_id').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.assetId, table.userId] })],
);

export const transcriptions = media.table(
  'transcriptions',
  {
    tenantId: tenantId(),
    id: uuid('id').notNull(),
    assetId: uuid('asset_id').notNull(),
    language: text('language'),
    status: text('status', {
      enum: ['waiting', 'running', 'done', 'failed', 'cancelled'],
    }).notNull(),
    progress: integer('progress').notNull().default(0),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
    requestedBy: uuid('requested_by').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

export const transcriptionPieces = media.table(
  'transcription_pieces',
  {
    tenantId: tenantId(),
    transcriptionId: uuid('transcription_id').notNull(),
    number: integer('number').notNull(),
    language: text('language'),
    heard: jsonb('heard').$type<readonly Cue[]>().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.transcriptionId, table.number] })],
);

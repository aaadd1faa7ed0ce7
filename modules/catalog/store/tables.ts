import { moment, tenantId, wholeNumber } from '@edumaster/database';
import {
  boolean,
  doublePrecision,
  integer,
  jsonb,
  pgSchema,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Id } from '@edumaster/kernel';
import type { CourseContent, CourseLevel, LectureKind } from '../domain/course-content.ts';
import type { MediaStatus } from '../domain/media-progress.ts';

const catalog = pgSchema('catalog');

export const categories = catalog.table('categories', {
  id: uuid('id').$type<Id<'category'>>().notNull(),
  tenantId: tenantId(),
  slug: text('slug').notNull(),
  name: text('name').notNull(),
  parentId: uuid('parent_id').$type<Id<'category'>>(),
  createdAt: moment('created_at').notNull(),
});

export const courses = catalog.table('courses', {
  id: uuid('id').$type<Id<'course'>>().notNull(),
  tenantId: tenantId(),
  slug: text('slug').notNull(),
  instructorId: uuid('instructor_id').$type<Id<'user'>>().notNull(),
  title: text('title').notNull(),
  subtitle: text('subtitle').notNull(),
  description: text('description').notNull(),
  categorySlug: text('category_slug').notNull(),
  level: text('level').$type<CourseLevel>().notNull(),
  language: text('language').notNull(),
  priceAmount: wholeNumber('price_amount').notNull(),
  priceCurrency: text('price_currency').notNull(),
  discountPercent: integer('discount_percent'),
  discountEndsAt: moment('discount_ends_at'),
  tags: text('tags').array().notNull(),
  thumbnailMediaId: uuid('thumbnail_media_id').$type<Id<'media'>>(),
  draftStatus: text('draft_status').$type<'editing' | 'in_review'>().notNull().default('editing'),
  hasChanges: boolean('has_changes').notNull().default(true),
  submittedAt: moment('submitted_at'),
  rejectionId: uuid('rejection_id').$type<Id<'rejection'>>(),
  publishedVersion: integer('published_version'),
  archivedAt: moment('archived_at'),
  archivedBy: uuid('archived_by').$type<Id<'user'>>(),
  enrollmentCount: integer('enrollment_count').notNull().default(0),
  ratingSum: integer('rating_sum').notNull().default(0),
  ratingCount: integer('rating_count').notNull().default(0),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
});

export const rejections = catalog.table('rejections', {
  id: uuid('id').$type<Id<'rejection'>>().notNull(),
  tenantId: tenantId(),
  courseId: uuid('course_id').$type<Id<'course'>>().notNull(),
  reason: text('reason').notNull(),
  rejectedAt: moment('rejected_at').notNull(),
  rejectedBy: uuid('rejected_by').$type<Id<'user'>>(),
});

export const sections = catalog.table('sections', {
  id: uuid('id').$type<Id<'section'>>().notNull(),
  tenantId: tenantId(),
  courseId: uuid('course_id').$type<Id<'course'>>().notNull(),
  title: text('title').notNull(),
  position: integer('position').notNull(),
  firstVersion: integer('first_version'),
});

export const lectures = catalog.table('lectures', {
  id: uuid('id').$type<Id<'lecture'>>().notNull(),
  tenantId: tenantId(),
  courseId: uuid('course_id').$type<Id<'course'>>().notNull(),
  sectionId: uuid('section_id').$type<Id<'section'>>().notNull(),
  title: text('title').notNull(),
  kind: text('kind').$type<LectureKind>().notNull(),
  isPreview: boolean('is_preview').notNull(),
  position: integer('position').notNull(),
  articleBody: text('article_body'),
  mediaId: uuid('media_id').$type<Id<'media'>>(),
  mediaStatus: text('media_status').$type<MediaStatus>(),
  durationSeconds: doublePrecision('duration_seconds'),
  firstVersion: integer('first_version'),
});

export const lectureResources = catalog.table('lecture_resources', {
  id: uuid('id').$type<Id<'resource'>>().notNull(),
  tenantId: tenantId(),
  lectureId: uuid('lecture_id').$type<Id<'lecture'>>().notNull(),
  mediaId: uuid('media_id').$type<Id<'media'>>().notNull(),
  title: text('title').notNull(),
  filename: text('filename').notNull(),
  size: wholeNumber('size').notNull(),
  position: integer('position').notNull(),
});

/** Files that no draft has (any more). */
export const looseFiles = catalog.table('loose_files', {
  tenantId: tenantId(),
  mediaId: uuid('media_id').$type<Id<'media'>>().notNull(),
  looseSince: moment('loose_since').notNull(),
  discardedAt: moment('discarded_at'),
});

/** Which version shows which file; written by the database itself. */
export const versionFiles = catalog.table('version_files', {
  tenantId: tenantId(),
  mediaId: uuid('media_id').$type<Id<'media'>>().notNull(),
  courseId: uuid('course_id').$type<Id<'course'>>().notNull(),
  version: integer('version').notNull(),
});

export const courseVersions = catalog.table('course_versions', {
  tenantId: tenantId(),
  courseId: uuid('course_id').$type<Id<'course'>>().notNull(),
  version: integer('version').notNull(),
  content: jsonb('content').$type<CourseContent>().notNull(),
  publishedAt: moment('published_at').notNull(),
  publishedBy: uuid('published_by').$type<Id<'user'>>(),
});

export type CourseRow = typeof courses.$inferSelect;
export type SectionRow = typeof sections.$inferSelect;
export type LectureRow = typeof lectures.$inferSelect;

import { definePermission } from '@edumaster/policy';
import { isPrivate, type MediaPurpose } from './domain/media-purpose.ts';

interface Owned {
  readonly ownerId: string;
  readonly purpose: MediaPurpose;
}

const own = (userId: string, { ownerId }: Owned): boolean => userId === ownerId;

const ofThemselves = (userId: string, media: Owned): boolean =>
  isPrivate(media.purpose) && own(userId, media);

const ofCourses = (_userId: string, { purpose }: Owned): boolean => !isPrivate(purpose);

const reviewed = (_userId: string, { purpose }: Owned): boolean => purpose !== 'avatar';

/** Papers are for applicants, courses for those who make them; an upload is seen by nobody but the one who made it. */
export const uploadMedia = definePermission<Owned>('media.upload', [
  { role: 'signed-in', only: ofThemselves },
  { role: 'instructor', only: own },
  { role: 'staff', only: own },
  { role: 'admin', only: own },
  { role: 'owner', only: own },
]);

/** The state of a media: of one's own, and for those who review courses or papers. */
export const readMedia = definePermission<Owned>('media.read', [
  { role: 'signed-in', only: own },
  { role: 'moderator', only: reviewed },
  { role: 'admin', only: reviewed },
  { role: 'staff', only: ofCourses },
  { role: 'owner', only: ofCourses },
]);

/** Encode again: what failed, by its owner; everything, by those who run the tenant. */
export const encodeMedia = definePermission<Owned>('media.encode', [
  { role: 'signed-in', only: own },
  { role: 'admin', only: ofCourses },
  { role: 'staff', only: ofCourses },
  { role: 'owner', only: ofCourses },
]);

/** The papers of applicants: two roles and nobody else, not even those who handed them in. */
export const readDocument = definePermission('document.read', [
  { role: 'moderator' },
  { role: 'admin' },
]);

/** Whether uploads are scanned: a matter of the whole installation. */
export const readScanner = definePermission('scanner.read', [{ role: 'admin' }]);

/** A video, with those who teach courses with it besides its owner. */
export interface CaptionedVideo {
  readonly ownerId: string;
  readonly caretakerIds: readonly string[];
}

const looksAfter = (userId: string, { ownerId, caretakerIds }: CaptionedVideo): boolean =>
  userId === ownerId || caretakerIds.includes(userId);

export const editCaptions = definePermission<CaptionedVideo>('captions.edit', [
  { role: 'instructor', only: looksAfter },
  { role: 'staff', only: looksAfter },
  { role: 'admin' },
  { role: 'owner' },
]);

/** Drafts too. What learners see, learning gives to those who may watch. */
export const readCaptions = definePermission<CaptionedVideo>('captions.read', [
  { role: 'instructor', only: looksAfter },
  { role: 'moderator' },
  { role: 'staff' },
  { role: 'admin' },
  { role: 'owner' },
]);

export const mediaPurposes = [
  'lecture-video',
  'resource',
  'thumbnail',
  'kyc-document',
  'assignment',
  'avatar',
] as const;

export type MediaPurpose = (typeof mediaPurposes)[number];

/**
 * What belongs to a person and not to a course: anybody who is signed in uploads it, it is encrypted
 * from its first byte on the disk, and nothing is published of it but what we make of it.
 */
export const privatePurposes = ['kyc-document', 'avatar'] as const satisfies MediaPurpose[];

export type PrivatePurpose = (typeof privatePurposes)[number];

export function isPrivate(purpose: MediaPurpose): purpose is PrivatePurpose {
  return privatePurposes.some((own) => own === purpose);
}

/** What is looked at by a job before anything of it is kept. */
export function isJudged(purpose: MediaPurpose): boolean {
  return purpose !== 'lecture-video';
}

/** `playable` is the first rendition, `ready` the last. */
export type MediaStatus = 'processing' | 'playable' | 'ready' | 'failed';

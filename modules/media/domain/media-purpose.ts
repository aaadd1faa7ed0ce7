export const mediaPurposes = [
  'lecture-video',
  'resource',
  'thumbnail',
  'kyc-document',
  'assignment',
] as const;

export type MediaPurpose = (typeof mediaPurposes)[number];

/** `playable` is the first rendition, `ready` the last. */
export type MediaStatus = 'processing' | 'playable' | 'ready' | 'failed';

/**
 * What a virus scanner said of an uploaded video that was taken: `too_large` is more than it looks at.
 */
export const videoScans = ['clean', 'too_large'] as const;

export type VideoScan = (typeof videoScans)[number];

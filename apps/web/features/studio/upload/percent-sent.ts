import type { Upload } from './uploads-store.ts';

/** 0 to 100; 100 is for what has arrived. */
export function percentSent({ sentBytes, totalBytes }: Upload): number {
  return totalBytes === 0 ? 0 : Math.floor((sentBytes / totalBytes) * 100);
}

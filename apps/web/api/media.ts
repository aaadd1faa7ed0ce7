import type { ReceivedOf } from '@edumaster/http/contract';
import type { learningContracts } from '@edumaster/learning/contracts';
import type { mediaContracts } from '@edumaster/media/contracts';
import { routeOf } from './route.ts';

type Media = typeof mediaContracts;
type Learning = typeof learningContracts;

export type UploadState = ReceivedOf<Media['readUpload']>;
export type VirusScanning = ReceivedOf<Media['readScanner']>;
export type UploadRules = ReceivedOf<Media['readUploadRules']>;
export type UploadPart = UploadState['missing'][number];
export type MediaState = ReceivedOf<Media['readMedia']>;
export type Playback = ReceivedOf<Learning['playLecture']>;
export type Caption = Playback['captions'][number];

export const mediaRoutes = {
  getUploadRules: routeOf<Media['readUploadRules']>('GET', '/api/v1/upload-rules'),
  openUpload: routeOf<Media['createUpload']>('POST', '/api/v1/uploads'),
  getUpload: routeOf<Media['readUpload']>('GET', '/api/v1/uploads/:id'),
  completeUpload: routeOf<Media['completeUpload']>('POST', '/api/v1/uploads/:id/complete'),
  abortUpload: routeOf<Media['abortUpload']>('DELETE', '/api/v1/uploads/:id'),
  readScanner: routeOf<Media['readScanner']>('GET', '/api/v1/admin/virus-scanner'),
  getMedia: routeOf<Media['readMedia']>('GET', '/api/v1/media/:id'),
  encodeMedia: routeOf<Media['encodeMedia']>('POST', '/api/v1/media/:id/encoding'),
  playLecture: routeOf<Learning['playLecture']>(
    'GET',
    '/api/v1/courses/:id/lectures/:lectureId/play',
  ),
};

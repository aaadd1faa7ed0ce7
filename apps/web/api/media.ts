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

export type CaptionTrack = ReceivedOf<Media['listCaptions']>['items'][number];
export type CaptionTrackWithCues = ReceivedOf<Media['readCaptions']>;
export type CaptionCue = CaptionTrackWithCues['cues'][number];

export type TranscriptionState = ReceivedOf<Media['readTranscription']>;

export const mediaRoutes = {
  getUploadRules: routeOf<Media['readUploadRules']>('GET', '/api/v1/upload-rules'),
  openUpload: routeOf<Media['createUpload']>('POST', '/api/v1/uploads'),
  getUpload: routeOf<Media['readUpload']>('GET', '/api/v1/uploads/:id'),
  completeUpload: routeOf<Media['completeUpload']>('POST', '/api/v1/uploads/:id/complete'),
  abortUpload: routeOf<Media['abortUpload']>('DELETE', '/api/v1/uploads/:id'),
  readScanner: routeOf<Media['readScanner']>('GET', '/api/v1/admin/virus-scanner'),
  getMedia: routeOf<Media['readMedia']>('GET', '/api/v1/media/:id'),
  encodeMedia: routeOf<Media['encodeMedia']>('POST', '/api/v1/media/:id/encoding'),
  listCaptions: routeOf<Media['listCaptions']>('GET', '/api/v1/media/:id/captions'),
  addCaptions: routeOf<Media['addCaptions']>('POST', '/api/v1/media/:id/captions'),
  readCaptions: routeOf<Media['readCaptions']>('GET', '/api/v1/media/:id/captions/:language'),
  saveCaptions: routeOf<Media['saveCaptions']>('PUT', '/api/v1/media/:id/captions/:language'),
  replaceCaptions: routeOf<Media['replaceCaptions']>(
    'PUT',
    '/api/v1/media/:id/captions/:language/file',
  ),
  renameCaptions: routeOf<Media['renameCaptions']>('PATCH', '/api/v1/media/:id/captions/:language'),
  deleteCaptions: routeOf<Media['deleteCaptions']>(
    'DELETE',
    '/api/v1/media/:id/captions/:language',
  ),
  readTranscription: routeOf<Media['readTranscription']>('GET', '/api/v1/media/:id/transcription'),
  requestTranscription: routeOf<Media['requestTranscription']>(
    'POST',
    '/api/v1/media/:id/transcription',
  ),
  cancelTranscription: routeOf<Media['cancelTranscription']>(
    'DELETE',
    '/api/v1/media/:id/transcription',
  ),
  playLecture: routeOf<Learning['playLecture']>(
    'GET',
    '/api/v1/courses/:id/lectures/:lectureId/play',
  ),
};

export type {
  AudioFacts,
  Chunk,
  ClipRequest,
  ClipSound,
  ColourMatrix,
  CopyPlan,
  DynamicRange,
  EncodedAudio,
  EncodedFile,
  EncodedVideo,
  EncodeOptions,
  EncodePlan,
  Fraction,
  MediaFacts,
  PosterRequest,
  Rendition,
  SoundPlan,
  Storyboard,
  StoryboardPlan,
  TrackTiming,
  VideoFacts,
} from './encoder.ts';
export { Encoder } from './encoder.ts';
export {
  ChunksDiffer,
  EncoderFailed,
  refusalReasons,
  VideoRefused,
  type VideoRefusalCode,
} from './refusals.ts';
export { type Container, identify } from './identify.ts';
export { identifyBytes, type Identity } from './identify-bytes.ts';
export { chunksOf } from './chunks.ts';
export { joinChunks, type JoinRequest } from './join-chunks.ts';
export { ladderFor } from './ladder.ts';
export { planEncode, type PlanRequest } from './plan-encode.ts';
export { type CopyRequest, judgeCopy, planCopy } from './plan-copy.ts';
export {
  planStoryboard,
  sheetFileName,
  sheetsOf,
  storyboardFilter,
  type StoryboardRequest,
} from './plan-storyboard.ts';
export { type ByteRange, type Segment, segmentSeconds } from './fragmented-mp4.ts';

// For the adapters.
export { maxPixels, mediaFacts, type ProbedMedia, type ProbedStream } from './media-facts.ts';
export {
  audioBitsPerSecond,
  audioFilter,
  muxerOptions,
  posterFilter,
  rotationFilter,
  scaleFilter,
  topFilter,
  trackFileName,
  x264Options,
} from './recipe.ts';
export { clipSource, clipX264Options, soundsOf } from './clip-source.ts';
export { type Seek, seekOf } from './seek.ts';
export {
  type EncoderLimits,
  limitsOfClip,
  limitsOfCopy,
  limitsOfEncode,
  limitsOfProbe,
  limitsOfStoryboard,
  secondsOfWork,
} from './limits.ts';
export { readCopiedFiles, readEncodedFiles } from './read-encoded-files.ts';
export { requireOwnFile } from './require-own-file.ts';
export { risingProgress } from './rising-progress.ts';
export { failureOfProbe, saysTooLarge } from './failure-of-probe.ts';

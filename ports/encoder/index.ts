export type {
  AudioFacts,
  ClipRequest,
  EncodedAudio,
  EncodedFile,
  EncodedVideo,
  EncodeOptions,
  EncodePlan,
  Fraction,
  MediaFacts,
  PosterRequest,
  Rendition,
  VideoFacts,
} from './encoder.ts';
export { Encoder } from './encoder.ts';
export { EncoderFailed, refusalReasons, VideoRefused, type VideoRefusalCode } from './refusals.ts';
export { type Container, identify } from './identify.ts';
export { identifyBytes, type Identity } from './identify-bytes.ts';
export { ladderFor } from './ladder.ts';
export { planEncode, type PlanRequest } from './plan-encode.ts';
export { type ByteRange, type Segment, segmentSeconds } from './fragmented-mp4.ts';

// For the adapters.
export { maxPixels, mediaFacts, type ProbedMedia, type ProbedStream } from './media-facts.ts';
export {
  audioFileName,
  audioFilter,
  clipSource,
  muxerOptions,
  posterFilter,
  rotationFilter,
  scaleFilter,
  topFilter,
  videoFileName,
  x264Options,
} from './recipe.ts';
export { type EncoderLimits, limitsOfClip, limitsOfEncode, limitsOfProbe } from './limits.ts';
export { readEncodedFiles } from './read-encoded-files.ts';
export { risingProgress } from './rising-progress.ts';
export { failureOfProbe, saysTooLarge } from './failure-of-probe.ts';

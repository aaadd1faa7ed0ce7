export { findFfmpeg, type FfmpegRefusal, type FindFfmpegOptions } from './find-ffmpeg.ts';

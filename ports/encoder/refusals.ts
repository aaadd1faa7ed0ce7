/** Why a file is refused, as a sentence for the person who uploaded it. */
export const refusalReasons = {
  empty: 'The file is empty. Please upload it again.',
  not_a_video: 'This file is not a video. Please upload an MP4, MOV, MKV, WebM, AVI or TS file.',
  playlist:
    'This file is a playlist that points to a video, not a video itself. Please upload the video.',
  picture: 'This file is a picture, not a video.',
  sound_only: 'This file has sound but no picture. Please upload a video.',
  unknown_container:
    'This kind of video file is not supported. Please convert it to MP4, MOV, MKV, WebM, AVI or TS.',
  unreadable:
    'This video cannot be read: the file is damaged or was not uploaded completely. Please export it again.',
  too_large: 'The picture of this video is too large. Up to 8192 x 4320 pixels are supported.',
  too_long:
    'This video says that it lasts longer than two days. Please export it again, or cut it into parts.',
  too_demanding:
    'Reading this video takes more time or memory than is allowed. Please export it again.',
} as const;

export type VideoRefusalCode = keyof typeof refusalReasons;

/** The file itself is at fault; the same file will be refused again. */
export class VideoRefused extends Error {
  override readonly name = 'VideoRefused';
  readonly code: VideoRefusalCode;
  /** What the media library said, for the log. */
  readonly diagnosis: string | undefined;

  constructor(code: VideoRefusalCode, diagnosis?: string) {
    super(refusalReasons[code]);
    this.code = code;
    this.diagnosis = diagnosis;
  }
}

/** The encoder is at fault, or this machine; another try may succeed. */
export class EncoderFailed extends Error {
  override readonly name: string = 'EncoderFailed';
}

/** Chunks that were each encoded well do not fit together: other builds made them. */
export class ChunksDiffer extends EncoderFailed {
  override readonly name: string = 'ChunksDiffer';
}

import { Encoder, FFmpegError, type FilterAPI } from 'node-av';
import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  type FFEncoderCodec,
} from 'node-av/constants';

interface EncoderSettings {
  readonly codec: FFEncoderCodec;
  /** What feeds it. */
  readonly filter: FilterAPI;
  readonly bitsPerSecond?: number | null;
  readonly options?: Readonly<Record<string, string>>;
}

/**
 * An encoder for a file with its headers at the front. The options are set one by one: the
 * library's own `options` are freed twice (node-av 6.1.1), which ends the process at the next
 * collection of garbage.
 */
export function openEncoder({ codec, filter, bitsPerSecond, options }: EncoderSettings): Encoder {
  return Encoder.createSync(codec, {
    filter,
    ...(bitsPerSecond ? { context: { bitRate: bitsPerSecond } } : {}),
    configure: (context) => {
      context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
      for (const [name, value] of Object.entries(options ?? {})) {
        FFmpegError.throwIfError(
          context.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN),
          `option ${name}`,
        );
      }
    },
  });
}

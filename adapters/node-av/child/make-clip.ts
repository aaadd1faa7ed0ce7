import { Decoder, Demuxer, type Encoder, FilterAPI, type Frame, type Stream } from 'node-av';
import {
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  type AVMediaType,
  type FFEncoderCodec,
} from 'node-av/constants';
import { drain, encoded, filtered } from './drain.ts';
import type { ClipJob, ClipTrack } from './jobs.ts';
import { openEncoder } from './open-encoder.ts';
import { encoderSource, OutputFile, type TrackSource } from './output-file.ts';

interface Track {
  readonly streamIndex: number;
  readonly decoder: Decoder;
  readonly filter: FilterAPI;
  readonly encoder: Encoder;
  readonly source: TrackSource;
  readonly language: string | undefined;
}

/** Reads a filter graph without inputs as if it were a file with a stream for each of its ends. */
export function makeClip(job: ClipJob): void {
  const demuxer = Demuxer.openSync(job.source, { format: 'lavfi' });
  const { video: pictures, sounds } = job;
  const soundStreams = streamsOf(demuxer, AVMEDIA_TYPE_AUDIO);
  const tracks = [
    ...(pictures ? [track(streamsOf(demuxer, AVMEDIA_TYPE_VIDEO)[0], pictures)] : []),
    ...sounds.map((sound, index) => track(soundStreams[index], sound)),
  ];
  const file = new OutputFile(
    job.output,
    tracks.map(({ source }) => source),
    tracks.map(({ language }) => language),
  );
  const pass = ({ filter, encoder, source }: Track, frame: Frame | null): void => {
    for (const result of filtered(filter, frame)) {
      for (const packet of encoded(encoder, result)) file.write(packet, source);
    }
  };
  for (const packet of demuxer.packetsSync()) {
    const target = tracks.find(({ streamIndex }) => streamIndex === packet?.streamIndex);
    if (packet && target) {
      target.decoder.decodeSync(packet);
      for (const frame of drain<Frame>(target.decoder)) {
        pass(target, frame);
        frame.free();
      }
    }
    packet?.free();
  }
  for (const target of tracks) {
    pass(target, null);
    for (const packet of encoded(target.encoder, null)) file.write(packet, target.source);
  }
  file.finish();
  for (const { decoder, filter, encoder } of tracks) {
    for (const stage of [decoder, filter, encoder]) stage.close();
  }
  demuxer.closeSync();
}

function streamsOf(demuxer: Demuxer, type: AVMediaType): Stream[] {
  return demuxer.streams.filter(({ codecpar }) => codecpar.codecType === type);
}

function track(stream: Stream | undefined, clip: ClipTrack): Track {
  if (!stream) throw new Error('the source lacks a track');
  const filter = FilterAPI.create(clip.filter);
  const encoder = openEncoder({
    codec: clip.codec as FFEncoderCodec,
    filter,
    bitsPerSecond: clip.bitsPerSecond,
    options: clip.codecOptions,
  });
  return {
    streamIndex: stream.index,
    decoder: Decoder.createSync(stream),
    filter,
    encoder,
    source: withRate(encoderSource(encoder), stream),
    language: clip.language,
  };
}

/** The encoder does not know it, and Matroska would not say it. */
function withRate(source: TrackSource, { avgFrameRate }: Stream): TrackSource {
  const describe = (target: Stream): number => {
    const described = source.describe(target);
    target.avgFrameRate = avgFrameRate;
    return described;
  };
  return { ...source, describe };
}

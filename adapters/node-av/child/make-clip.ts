import { Decoder, Demuxer, type Encoder, FilterAPI, type Frame } from 'node-av';
import {
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  type AVMediaType,
  type FFEncoderCodec,
} from 'node-av/constants';
import { drain, encoded, filtered } from './drain.ts';
import type { ClipJob, ClipTrack } from './jobs.ts';
import { openEncoder } from './open-encoder.ts';
import { OutputFile } from './output-file.ts';

interface Track {
  readonly streamIndex: number;
  readonly decoder: Decoder;
  readonly filter: FilterAPI;
  readonly encoder: Encoder;
}

/** Reads a filter graph without inputs as if it were a file with a stream for each of its ends. */
export function makeClip(job: ClipJob): void {
  const demuxer = Demuxer.openSync(job.source, { format: 'lavfi' });
  const tracks = [
    ...(job.video ? [track(demuxer, AVMEDIA_TYPE_VIDEO, job.video)] : []),
    ...(job.audio ? [track(demuxer, AVMEDIA_TYPE_AUDIO, job.audio)] : []),
  ];
  const file = new OutputFile(
    job.output,
    tracks.map(({ encoder }) => encoder),
  );
  const pass = ({ filter, encoder }: Track, frame: Frame | null): void => {
    for (const result of filtered(filter, frame)) {
      for (const packet of encoded(encoder, result)) file.write(packet, encoder);
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
    for (const packet of encoded(target.encoder, null)) file.write(packet, target.encoder);
  }
  file.finish();
  for (const { decoder, filter, encoder } of tracks) {
    for (const stage of [decoder, filter, encoder]) stage.close();
  }
  demuxer.closeSync();
}

function track(demuxer: Demuxer, type: AVMediaType, clip: ClipTrack): Track {
  const stream = demuxer.streams.find(({ codecpar }) => codecpar.codecType === type);
  if (!stream) throw new Error('the source lacks a track');
  const filter = FilterAPI.create(clip.filter);
  const encoder = openEncoder({
    codec: clip.codec as FFEncoderCodec,
    filter,
    bitsPerSecond: clip.bitsPerSecond,
    options: clip.codecOptions,
  });
  return { streamIndex: stream.index, decoder: Decoder.createSync(stream), filter, encoder };
}

import { writeFileSync } from 'node:fs';
import { Decoder, type Demuxer, Encoder, FilterAPI, type Frame } from 'node-av';
import { AV_CODEC_FLAG_QSCALE, AVSEEK_FLAG_BACKWARD, FF_ENCODER_MJPEG } from 'node-av/constants';
import { drain, encoded, filtered } from './drain.ts';
import type { PosterJob } from './jobs.ts';
import { openInput } from './open-input.ts';

/** The first picture at or after a time, or else the last one there is. */
export function makePoster(job: PosterJob): void {
  const demuxer = openInput(job.input);
  const picture = pictureAt(demuxer, job);
  const filter = FilterAPI.create(job.filter);
  const encoder = Encoder.createSync(FF_ENCODER_MJPEG, {
    filter,
    // 118 is a lambda unit of FFmpeg (FF_QP2LAMBDA), 4 the quality.
    context: { globalQuality: 118 * 4 },
    configure: (context) => context.setFlags(AV_CODEC_FLAG_QSCALE),
  });
  for (const frame of [picture, null]) {
    for (const scaled of filtered(filter, frame)) {
      for (const packet of [...encoded(encoder, scaled), ...encoded(encoder, null)]) {
        if (packet.data) writeFileSync(job.output, packet.data);
        return;
      }
    }
  }
  throw new Error('no picture came out of the filter');
}

function pictureAt(demuxer: Demuxer, { streamIndex, atSeconds }: PosterJob): Frame {
  const stream = demuxer.getStream(streamIndex);
  if (!stream) throw new Error(`the file has no stream ${streamIndex}`);
  const wanted = demuxer.startTime + atSeconds;
  demuxer.seekSync(wanted, -1, AVSEEK_FLAG_BACKWARD);
  const decoder = Decoder.createSync(stream, { exitOnError: false });
  let last: Frame | undefined;
  for (const packet of demuxer.packetsSync(streamIndex)) {
    if (packet) decoder.decodeSync(packet);
    else decoder.flushSync();
    packet?.free();
    for (const frame of drain<Frame>(decoder)) {
      last?.free();
      last = frame;
      const { num, den } = frame.timeBase;
      if ((Number(frame.pts) * num) / den >= wanted) return frame;
    }
  }
  if (!last) throw new Error('no picture could be decoded');
  return last;
}

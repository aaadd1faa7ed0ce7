import { writeFileSync } from 'node:fs';
import { Decoder, Encoder, FilterAPI, type Frame } from 'node-av';
import { AV_CODEC_FLAG_QSCALE, FF_ENCODER_MJPEG } from 'node-av/constants';
import { drain, encoded, filtered } from './drain.ts';
import type { StoryboardJob } from './jobs.ts';
import { openInput } from './open-input.ts';

/** Sheets of small pictures, from key frames alone. */
export function makeStoryboard(job: StoryboardJob): void {
  const filter = FilterAPI.create(job.filter);
  const outputs = [...job.outputs];
  for (const frame of keyFrames(job)) {
    for (const sheet of filtered(filter, frame)) {
      const output = outputs.shift();
      if (output) writeFileSync(output, asJpeg(sheet, filter));
    }
    frame?.free();
  }
  if (outputs.length > 0) throw new Error(`${outputs.length} sheets lack their pictures`);
}

/** Null comes last. */
function* keyFrames({ input }: StoryboardJob): Generator<Frame | null> {
  const demuxer = openInput(input);
  const stream = demuxer.video();
  if (!stream) throw new Error('the file has no pictures');
  const decoder = Decoder.createSync(stream, { exitOnError: false });
  for (const packet of demuxer.packetsSync(stream.index)) {
    if (packet?.isKeyframe) decoder.decodeSync(packet);
    if (!packet) decoder.flushSync();
    packet?.free();
    yield* drain<Frame>(decoder);
  }
  yield null;
}

/** An encoder of its own for each: sheets are few, and one that has ended takes no more. */
function asJpeg(sheet: Frame, filter: FilterAPI): Buffer {
  const encoder = Encoder.createSync(FF_ENCODER_MJPEG, {
    filter,
    // 118 is a lambda unit of FFmpeg (FF_QP2LAMBDA), 5 the quality.
    context: { globalQuality: 118 * 5 },
    configure: (context) => context.setFlags(AV_CODEC_FLAG_QSCALE),
  });
  for (const packet of [...encoded(encoder, sheet), ...encoded(encoder, null)]) {
    if (packet.data) return packet.data;
  }
  throw new Error('no picture came out of the encoder');
}

import { type Demuxer, type Packet, type Stream } from 'node-av';
import { AV_NOPTS_VALUE, AVDISCARD_ALL } from 'node-av/constants';
import type { CopyJob } from './jobs.ts';
import { openInput } from './open-input.ts';
import { OutputFile, type TrackSource } from './output-file.ts';
import { report } from './report.ts';

interface Track {
  readonly stream: Stream;
  readonly source: TrackSource;
  readonly file: OutputFile;
}

/** One pass over the file: packets go to the file of their track as they are. */
export function copy(job: CopyJob): void {
  const demuxer = openInput(job.input);
  const tracks = job.tracks.map(({ streamIndex, output }) => {
    const stream = streamAt(demuxer, streamIndex);
    const source = sourceOf(stream);
    return { stream, source, file: new OutputFile(output, [source]) };
  });
  for (const stream of demuxer.streams) {
    if (!tracks.some((track) => track.stream.index === stream.index)) {
      stream.discard = AVDISCARD_ALL;
    }
  }
  for (const packet of demuxer.packetsSync()) {
    if (!packet) continue;
    const track = tracks.find(({ stream }) => stream.index === packet.streamIndex);
    if (track) forward(packet, track, demuxer.startTime);
    else packet.free();
  }
  for (const { file } of tracks) file.finish();
}

function forward(packet: Packet, { stream, source, file }: Track, startSeconds: number): void {
  const { num, den } = stream.timeBase;
  const start = BigInt(Math.round((startSeconds * den) / num));
  if (packet.pts !== AV_NOPTS_VALUE) packet.pts -= start;
  if (packet.dts !== AV_NOPTS_VALUE) packet.dts -= start;
  report((Number(packet.pts) * num) / den);
  file.write(packet, source);
}

function sourceOf(stream: Stream): TrackSource {
  return {
    isReady: () => true,
    timeBase: () => stream.timeBase,
    describe: (target) => {
      const copied = stream.codecpar.copy(target.codecpar);
      // The tag is that of the other container.
      target.codecpar.codecTag = 0;
      target.timeBase = stream.timeBase;
      target.avgFrameRate = stream.avgFrameRate;
      return copied;
    },
  };
}

function streamAt(demuxer: Demuxer, index: number): Stream {
  const stream = demuxer.getStream(index);
  if (!stream) throw new Error(`the file has no stream ${index}`);
  return stream;
}

import { ffmpegVersion, Log } from 'node-av';
import { AV_LOG_ERROR } from 'node-av/constants';
import { copy } from './copy.ts';
import { makeClip } from './make-clip.ts';
import { encode } from './encode.ts';
import type { Job, Message } from './jobs.ts';
import { makePoster } from './make-poster.ts';
import { makeStoryboard } from './make-storyboard.ts';
import { probe } from './probe.ts';
import { send } from './send.ts';

/**
 * The program that runs in the sandbox, one job a process. All calls are synchronous: there is
 * nothing else for this process to do, and x264 and the decoder have their own threads.
 */
function run(job: Job): Message {
  switch (job.kind) {
    case 'version':
      return { kind: 'version', version: ffmpegVersion() };
    case 'probe':
      return { kind: 'probed', media: probe(job) };
    case 'encode':
      encode(job);
      return { kind: 'done' };
    case 'copy':
      copy(job);
      return { kind: 'done' };
    case 'poster':
      makePoster(job);
      return { kind: 'done' };
    case 'storyboard':
      makeStoryboard(job);
      return { kind: 'done' };
    case 'clip':
      makeClip(job);
      return { kind: 'done' };
  }
}

Log.setLevel(AV_LOG_ERROR);
try {
  send(run(JSON.parse(process.argv[2] ?? '') as Job));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  // The library's threads would keep the process: what is open belongs to files that are discarded.
  process.exit(1);
}

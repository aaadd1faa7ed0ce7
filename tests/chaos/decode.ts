import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Visitor } from '../running-server/visitor.ts';

const run = promisify(execFile);

interface Lecture {
  readonly courseId: string;
  readonly lectureId: string;
}

/** Plays a lecture in all its sizes to the end. @returns what the decoder complained of */
export async function decodeLecture(by: Visitor, lecture: Lecture): Promise<string> {
  const params = { id: lecture.courseId, lectureId: lecture.lectureId };
  const { manifestUrl } = await by.api.playLecture({ params });
  if (!manifestUrl) return 'there is no manifest';
  const address = new URL(manifestUrl, by.url);
  const input = ['-i', address.href, '-map', '0:v', '-map', '0:a?'];
  const { stderr } = await run('ffmpeg', ['-nostdin', '-v', 'error', ...input, '-f', 'null', '-']);
  return stderr;
}

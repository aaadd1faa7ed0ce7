import { execFile } from 'node:child_process';
import { access, constants, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { promisify } from 'node:util';
import type { Encoder } from '@edumaster/encoder';
import { failure, type Outcome, success } from '@edumaster/kernel';
import type { Sandbox } from '@edumaster/sandbox';
import { FfmpegEncoder } from './ffmpeg-encoder.ts';

export interface FindFfmpegOptions {
  readonly sandbox: Sandbox;
  /** Absolute path of the program; without it the search path is searched. */
  readonly path?: string | undefined;
  /** Folders to search, as in PATH. */
  readonly searchPath: string;
}

export type FfmpegRefusal = 'not_found' | 'too_old' | 'lacks_codecs';

/** `-fps_mode` came with 5.1. */
const oldest = { major: 5, minor: 1 };

/** Looks for an `ffmpeg` that can do the work; the detail of a refusal says what is wrong with it. */
export async function findFfmpeg(
  options: FindFfmpegOptions,
): Promise<Outcome<Encoder, FfmpegRefusal>> {
  const ffmpeg = await locate(options);
  if (ffmpeg === undefined) {
    return failure('not_found', `no ffmpeg at ${options.path ?? 'any folder of the search path'}`);
  }
  const ffprobe = join(dirname(ffmpeg), 'ffprobe');
  if (!(await isProgram(ffprobe))) return failure('not_found', `no ffprobe beside ${ffmpeg}`);
  const version = await versionOf(ffmpeg);
  if (version === undefined) return failure('not_found', `${ffmpeg} does not start`);
  if (isTooOld(version)) {
    return failure('too_old', `${ffmpeg} is ${version}, 5.1 or newer is needed`);
  }
  const lacking = await lackingCodecs(ffmpeg);
  if (lacking.length > 0) {
    return failure('lacks_codecs', `${ffmpeg} was built without ${lacking.join(' and ')}`);
  }
  const { sandbox } = options;
  return success(
    new FfmpegEncoder({ ffmpeg, ffprobe, version, sandbox, ...(await foldersOf(ffmpeg, ffprobe)) }),
  );
}

async function locate({ path, searchPath }: FindFfmpegOptions): Promise<string | undefined> {
  const candidates =
    path === undefined
      ? searchPath.split(delimiter).map((folder) => join(folder, 'ffmpeg'))
      : [path];
  for (const candidate of candidates) {
    if (isAbsolute(candidate) && (await isProgram(candidate))) return candidate;
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

const run = promisify(execFile);

/** `ffmpeg version 5.1.9-0+deb12u1 Copyright …`; builds from git say `N-12345-gabcdef`. */
async function versionOf(ffmpeg: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(ffmpeg, ['-hide_banner', '-version'], { timeout: 10_000 });
    return /^ffmpeg version (\S+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function isTooOld(version: string): boolean {
  const numbers = /^n?(\d+)\.(\d+)/.exec(version);
  // A build from git names no release: the codec check and the contract decide.
  if (!numbers) return false;
  const major = Number(numbers[1]);
  return major < oldest.major || (major === oldest.major && Number(numbers[2]) < oldest.minor);
}

async function lackingCodecs(ffmpeg: string): Promise<string[]> {
  const { stdout } = await run(ffmpeg, ['-hide_banner', '-encoders'], { timeout: 10_000 });
  return ['libx264', 'aac'].filter(
    (codec) => !new RegExp(`^ [A-Z.]{6} ${codec} `, 'm').test(stdout),
  );
}

/** Where the programs and what their links point to lie, for the sandbox to show. */
async function foldersOf(...programs: string[]): Promise<{ folders: string[] }> {
  const real = await Promise.all(programs.map((program) => realpath(program)));
  return { folders: [...new Set([...programs, ...real].map((program) => dirname(program)))] };
}

import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type ClipRequest,
  type CopyPlan,
  type EncodedFile,
  type Encoder,
  EncoderFailed,
  type EncoderLimits,
  type EncodeOptions,
  type EncodePlan,
  failureOfProbe,
  identify,
  limitsOfClip,
  limitsOfCopy,
  limitsOfEncode,
  limitsOfProbe,
  limitsOfStoryboard,
  mediaFacts,
  type MediaFacts,
  type PosterRequest,
  readCopiedFiles,
  readEncodedFiles,
  requireOwnFile,
  risingProgress,
  saysTooLarge,
  secondsOfWork,
  type StoryboardPlan,
} from '@edumaster/encoder';
import type { Sandbox, SandboxedExit } from '@edumaster/sandbox';
import { clipArguments } from './clip-arguments.ts';
import {
  copyArguments,
  encodeArguments,
  lastTimesArguments,
  posterArguments,
  probeArguments,
  storyboardArguments,
} from './command-lines.ts';
import { parseProbe } from './parse-probe.ts';

interface Programs {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly version: string;
  readonly sandbox: Sandbox;
  /** Where the two programs lie. */
  readonly folders: readonly string[];
}

interface Run {
  readonly program: 'ffmpeg' | 'ffprobe';
  readonly args: readonly string[];
  readonly limits: EncoderLimits;
  readonly input?: string;
  readonly outputFolder?: string;
  readonly onLine?: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The encoder port by the command line. */
export class FfmpegEncoder implements Encoder {
  readonly name = 'ffmpeg';
  readonly #programs: Programs;

  constructor(programs: Programs) {
    this.#programs = programs;
  }

  async version(): Promise<string> {
    return this.#programs.version;
  }

  async probe(input: string, signal?: AbortSignal): Promise<MediaFacts> {
    const container = await identify(input);
    const lines: string[] = [];
    const exit = await this.#run({
      program: 'ffprobe',
      args: probeArguments(container, input),
      limits: limitsOfProbe,
      input,
      onLine: (line) => lines.push(line),
      signal,
    });
    if (exit.code !== 0 || saysTooLarge(exit.stderrTail)) throw failureOfProbe(exit);
    const probed = parseProbe(lines.join('\n'));
    const durationSeconds =
      probed.durationSeconds ?? (await this.#durationByReading(container, input, signal));
    return mediaFacts(container, { ...probed, durationSeconds });
  }

  async encode(plan: EncodePlan, options: EncodeOptions = {}): Promise<readonly EncodedFile[]> {
    const run = { args: encodeArguments(plan), limits: limitsOfEncode(plan), ...options };
    await this.#make({ ...plan, durationSeconds: secondsOfWork(plan) }, run);
    const files = await readEncodedFiles(plan);
    options.onProgress?.(1);
    return files;
  }

  async copy(plan: CopyPlan, options: EncodeOptions = {}): Promise<readonly EncodedFile[]> {
    const run = { args: copyArguments(plan), limits: limitsOfCopy(plan), ...options };
    await this.#make(plan, run);
    const files = await readCopiedFiles(plan);
    options.onProgress?.(1);
    return files;
  }

  async poster(request: PosterRequest, signal?: AbortSignal): Promise<void> {
    await identify(request.input);
    // ffmpeg writes nothing, and is content, when no picture follows the time that it is told.
    const lastSecond = Math.max(0, request.facts.durationSeconds - 1);
    for (const at of [Math.min(request.atSeconds, lastSecond), 0]) {
      await this.#work({
        args: posterArguments(request, at),
        limits: limitsOfProbe,
        input: request.input,
        outputFolder: dirname(request.output),
        signal,
      });
      if (await exists(request.output)) return requireOwnFile(request.output);
    }
    throw new EncoderFailed('ffmpeg found no picture for the poster');
  }

  async storyboard(plan: StoryboardPlan, signal?: AbortSignal): Promise<void> {
    await identify(plan.input);
    await this.#work({
      args: storyboardArguments(plan),
      limits: limitsOfStoryboard,
      input: plan.input,
      outputFolder: plan.outputFolder,
      signal,
    });
  }

  async makeClip(request: ClipRequest, signal?: AbortSignal): Promise<void> {
    await this.#work({
      args: clipArguments(request),
      limits: limitsOfClip,
      outputFolder: dirname(request.output),
      signal,
    });
  }

  async #make(
    {
      input,
      outputFolder,
      durationSeconds,
    }: Pick<CopyPlan, 'input' | 'outputFolder' | 'durationSeconds'>,
    { args, limits, onProgress, signal }: Pick<Run, 'args' | 'limits'> & EncodeOptions,
  ): Promise<void> {
    await identify(input);
    const progress = risingProgress(onProgress);
    await this.#work({
      args,
      limits,
      input,
      outputFolder,
      onLine: (line) => {
        const microseconds = /^out_time_us=(\d+)$/.exec(line)?.[1];
        if (microseconds) progress(Number(microseconds) / 1e6 / durationSeconds);
      },
      signal,
    });
  }

  /** Browsers record WebM without a duration: the end is where the last packet ends. */
  async #durationByReading(
    container: MediaFacts['container'],
    input: string,
    signal: AbortSignal | undefined,
  ): Promise<number | null> {
    let end = 0;
    await this.#run({
      program: 'ffprobe',
      args: lastTimesArguments(container, input),
      limits: limitsOfProbe,
      input,
      onLine: (line) => {
        const [time, duration] = line.split(',').map(Number);
        if (Number.isFinite(time)) end = Math.max(end, (time ?? 0) + (duration || 0));
      },
      signal,
    });
    return end > 0 ? end : null;
  }

  async #work(run: Omit<Run, 'program'>): Promise<void> {
    const exit = await this.#run({ ...run, program: 'ffmpeg' });
    if (exit.code === 0) return;
    const end = exit.isTimedOut ? 'ran out of time' : `ended with ${exit.code ?? exit.signal}`;
    throw new EncoderFailed(`ffmpeg ${end}: ${exit.stderrTail.trim()}`);
  }

  #run(run: Run): Promise<SandboxedExit> {
    const { sandbox, folders } = this.#programs;
    return sandbox.run({
      command: this.#programs[run.program],
      args: run.args,
      readable: run.input === undefined ? folders : [...folders, run.input],
      writable: run.outputFolder === undefined ? [] : [run.outputFolder],
      limits: run.limits,
      signal: run.signal,
      ...(run.onLine ? { onStdoutLine: run.onLine } : {}),
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

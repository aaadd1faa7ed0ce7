import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
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
  maxPixels,
  mediaFacts,
  type MediaFacts,
  type PosterRequest,
  type ProbedMedia,
  readCopiedFiles,
  readEncodedFiles,
  requireOwnFile,
  risingProgress,
  secondsOfWork,
  type StoryboardPlan,
} from '@edumaster/encoder';
import type { Sandbox, SandboxedExit } from '@edumaster/sandbox';
import type { Job, Message } from './child/jobs.ts';
import { clipJob } from './clip-job.ts';
import { copyJob, encodeJob, posterJob, storyboardJob } from './jobs-for.ts';

interface Environment {
  readonly sandbox: Sandbox;
  /** Folders of Node, of the library and of this package. */
  readonly readable: readonly string[];
}

interface Run {
  readonly job: Job;
  readonly limits: EncoderLimits;
  readonly input?: string;
  readonly outputFolder?: string;
  readonly onMessage?: (message: Message) => void;
  readonly signal?: AbortSignal | undefined;
}

/** The child's entry lies beside this file, in the sources as in `dist`. */
const child = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? 'child/child.ts' : 'child/child.js', import.meta.url),
);

/** The encoder port by the library node-av, which runs in a child of its own for each call. */
export class NodeAvEncoder implements Encoder {
  readonly name = 'node-av';
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  async version(): Promise<string> {
    let version = '';
    await this.#work({
      job: { kind: 'version' },
      limits: limitsOfProbe,
      onMessage: (message) => {
        if (message.kind === 'version') version = message.version;
      },
    });
    return version;
  }

  async probe(input: string, signal?: AbortSignal): Promise<MediaFacts> {
    const container = await identify(input);
    let media: ProbedMedia | undefined;
    const exit = await this.#run({
      job: { kind: 'probe', input: { path: input, container, maxPixels } },
      limits: limitsOfProbe,
      input,
      onMessage: (message) => {
        if (message.kind === 'probed') media = message.media;
      },
      signal,
    });
    if (exit.code !== 0 || !media) throw failureOfProbe(exit);
    return mediaFacts(container, media);
  }

  async encode(plan: EncodePlan, options: EncodeOptions = {}): Promise<readonly EncodedFile[]> {
    const run = { job: encodeJob(plan), limits: limitsOfEncode(plan), ...options };
    await this.#make({ ...plan, durationSeconds: secondsOfWork(plan) }, run);
    const files = await readEncodedFiles(plan);
    options.onProgress?.(1);
    return files;
  }

  async copy(plan: CopyPlan, options: EncodeOptions = {}): Promise<readonly EncodedFile[]> {
    await this.#make(plan, { job: copyJob(plan), limits: limitsOfCopy(plan), ...options });
    const files = await readCopiedFiles(plan);
    options.onProgress?.(1);
    return files;
  }

  async poster(request: PosterRequest, signal?: AbortSignal): Promise<void> {
    await identify(request.input);
    await this.#work({
      job: posterJob(request),
      limits: limitsOfProbe,
      input: request.input,
      outputFolder: dirname(request.output),
      signal,
    });
    await requireOwnFile(request.output);
  }

  async storyboard(plan: StoryboardPlan, signal?: AbortSignal): Promise<void> {
    await identify(plan.input);
    await this.#work({
      job: storyboardJob(plan),
      limits: limitsOfStoryboard,
      input: plan.input,
      outputFolder: plan.outputFolder,
      signal,
    });
  }

  async makeClip(request: ClipRequest, signal?: AbortSignal): Promise<void> {
    await this.#work({
      job: clipJob(request),
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
    { job, limits, onProgress, signal }: Pick<Run, 'job' | 'limits'> & EncodeOptions,
  ): Promise<void> {
    await identify(input);
    const progress = risingProgress(onProgress);
    await this.#work({
      job,
      limits,
      input,
      outputFolder,
      onMessage: (message) => {
        if (message.kind === 'progress') progress(message.seconds / durationSeconds);
      },
      signal,
    });
  }

  async #work(run: Run): Promise<void> {
    const exit = await this.#run(run);
    if (exit.code === 0) return;
    const end = exit.isTimedOut ? 'ran out of time' : `ended with ${exit.code ?? exit.signal}`;
    throw new EncoderFailed(`node-av ${end}: ${exit.stderrTail.trim()}`);
  }

  #run({ job, limits, input, outputFolder, onMessage, signal }: Run): Promise<SandboxedExit> {
    const { sandbox, readable } = this.#environment;
    return sandbox.run({
      command: realpathSync(process.execPath),
      // The condition makes the child's sources load without a build; from `dist` it changes nothing.
      args: ['--conditions=@edumaster/source', '--no-warnings', child, JSON.stringify(job)],
      readable: input === undefined ? readable : [...readable, input],
      writable: outputFolder === undefined ? [] : [outputFolder],
      limits,
      signal,
      onStdoutLine: (line) => onMessage?.(JSON.parse(line) as Message),
    });
  }
}

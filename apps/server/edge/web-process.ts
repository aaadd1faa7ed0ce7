import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '@edumaster/kernel';

interface WebProcessOptions {
  /** The program that renders the pages; see apps/web/README.md. */
  readonly entry: string;
  /** Unix socket that it listens on. */
  readonly socket: string;
  /** Where the pages reach the API. */
  readonly apiUrl: string;
  readonly log: Log;
}

const firstPauseMilliseconds = 200;
const longestPauseMilliseconds = 10_000;
const stopDeadlineMilliseconds = 5_000;
const startDeadlineMilliseconds = 30_000;

/**
 * Memory over speed: what an uncached page costs more in CPU, the cache in front of it saves.
 * Measured at about 80 MB instead of 260.
 */
const smallMemory = ['--max-semi-space-size=1', '--max-old-space-size=128'];

/** Keeps the renderer of the pages running, and starts it again when it dies. */
export class WebProcess {
  readonly #options: WebProcessOptions;
  #child: ChildProcess | undefined;
  #isReady = false;
  #isStopping = false;
  #pause = firstPauseMilliseconds;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: WebProcessOptions) {
    this.#options = options;
  }

  /** Whether pages can be rendered now. */
  get isReady(): boolean {
    return this.#isReady;
  }

  get socket(): string {
    return this.#options.socket;
  }

  /** @throws Error when no page can be rendered within half a minute */
  async start(): Promise<void> {
    await this.#spawn();
    const end = Date.now() + startDeadlineMilliseconds;
    while (!this.#isReady && !this.#isStopping) {
      if (Date.now() > end) throw new Error('the renderer of the pages did not start: see the log');
      await pause(10);
    }
  }

  async #spawn(): Promise<void> {
    const { entry, socket, apiUrl } = this.#options;
    if (!existsSync(entry)) throw new Error(`the pages are not built: ${entry} is missing`);
    await rm(socket, { force: true });
    // Asked to stop meanwhile: nobody would end one that starts now.
    if (this.#isStopping) return;
    const child = spawnWithParent(process.execPath, [...smallMemory, entry], {
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      MALLOC_ARENA_MAX: '1',
      EDUMASTER_WEB_SOCKET: socket,
      EDUMASTER_API_URL: apiUrl,
    });
    this.#child = child;
    this.#readLines(child);
    child.once('exit', (code, signal) => this.#ended(code, signal));
    child.once('error', (error) => this.#startAgain(error));
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    clearTimeout(this.#restart);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const deadline = setTimeout(() => child.kill('SIGKILL'), stopDeadlineMilliseconds);
    await ended;
    clearTimeout(deadline);
  }

  #readLines(child: ChildProcess): void {
    const log = this.#options.log.child({ part: 'web' });
    const { stdout, stderr } = child;
    if (!stdout || !stderr) return;
    createInterface(stdout).on('line', (line) => {
      if (line.includes('"ready":true')) {
        this.#isReady = true;
        this.#pause = firstPauseMilliseconds;
      } else log.info({ line }, 'renderer');
    });
    createInterface(stderr).on('line', (line) => log.warn({ line }, 'renderer'));
  }

  #ended(code: number | null, signal: NodeJS.Signals | null): void {
    this.#isReady = false;
    if (this.#isStopping) return;
    this.#options.log.warn({ code, signal }, 'the renderer ended and is started again');
    this.#startAgain();
  }

  /** @param error why the last try did not even give a process */
  #startAgain(error?: unknown): void {
    if (error !== undefined) this.#options.log.error({ err: error }, 'no renderer');
    clearTimeout(this.#restart);
    if (this.#isStopping) return;
    this.#restart = setTimeout(
      () => void this.#spawn().catch((failure: unknown) => this.#startAgain(failure)),
      this.#pause,
    );
    this.#pause = Math.min(this.#pause * 2, longestPauseMilliseconds);
  }
}

/**
 * A child that ends with this process, even after `kill -9`: the kernel tells it to where setpriv is
 * installed, and elsewhere it notices that the pipe of its standard input is closed.
 */
function spawnWithParent(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const setpriv = '/usr/bin/setpriv';
  const bound = existsSync(setpriv);
  return spawn(
    bound ? setpriv : command,
    bound ? ['--pdeathsig', 'KILL', command, ...args] : [...args],
    { env, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
}

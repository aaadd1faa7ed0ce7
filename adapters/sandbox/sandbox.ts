/** From the strongest to the weakest. */
export const sandboxLevels = ['bwrap', 'unshare', 'limits'] as const;

/**
 * `bwrap` and `unshare`: no network, no other processes in sight, only the named paths exist, only
 * the writable ones can be written. `limits`: neither is held back; only time, memory and the size
 * of files are limited.
 */
export type SandboxLevel = (typeof sandboxLevels)[number];

/** What a program may use before the kernel stops it. */
export interface Limits {
  /** CPU time of the process over all its threads. */
  readonly cpuSeconds: number;
  /** Time by the clock, after which the whole tree is killed. */
  readonly wallSeconds: number;
  /** Private memory of each process (RLIMIT_DATA: reserved address space is not counted). */
  readonly memoryBytes: number;
  /** Size of each file that it writes. */
  readonly fileBytes: number;
  /** Open descriptors, 256 if not given. */
  readonly openFiles?: number;
  /**
   * Processes and threads, 2048 if not given: an encoder on many cores has hundreds. The kernel counts
   * them for the sandbox alone since Linux 5.14 (before, and at the level `limits`, all of the user's),
   * and does not hold back root: there, time ends a program that forks without end.
   */
  readonly processes?: number;
}

export interface SandboxedProgram {
  /** Absolute path; its folder must be below `readable` or one of the system's. */
  readonly command: string;
  readonly args: readonly string[];
  /** Absolute paths of files and folders that exist; the system's libraries are always readable. */
  readonly readable: readonly string[];
  /** Absolute paths of folders that exist. */
  readonly writable: readonly string[];
  readonly limits: Limits;
  /** The whole environment besides PATH, HOME and LANG: nothing of ours is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called for each line of standard output, without its line break. */
  readonly onStdoutLine?: (line: string) => void;
  /** Kills the whole tree; the run then rejects with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
}

export interface SandboxedExit {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last 8 KiB of standard error. */
  readonly stderrTail: string;
  /** `wallSeconds` were over. */
  readonly isTimedOut: boolean;
}

/** Runs programs as children that die with us. */
export interface Sandbox {
  readonly level: SandboxLevel;
  /** Settles when every process that the program started has let go of its output. */
  run(program: SandboxedProgram): Promise<SandboxedExit>;
}

import type { SandboxedProgram, SandboxLevel } from './sandbox.ts';
import { privateRootScript } from './private-root-script.ts';

/** Where the programs of the system and their libraries lie; what is missing is left out. */
export const systemPaths = [
  '/usr',
  '/bin',
  '/sbin',
  '/lib',
  '/lib32',
  '/lib64',
  '/etc/alternatives',
  '/etc/ld.so.cache',
];

interface Wrapping {
  readonly program: SandboxedProgram;
  /** An empty folder, the place of the private root at the level `unshare`. */
  readonly scratch: string;
}

/**
 * The command line that runs a program at a level. `setpriv` asks the kernel to kill the first
 * process when we die, whichever way; the process id namespace takes all others down with it.
 */
export function commandLineFor(level: SandboxLevel, wrapping: Wrapping): string[] {
  const diesWithUs = ['setpriv', '--pdeathsig', 'KILL', '--', 'nice', '-n', '10'];
  return [...diesWithUs, ...wrappers[level](wrapping), ...limited(wrapping.program)];
}

const wrappers: Record<SandboxLevel, (wrapping: Wrapping) => string[]> = {
  bwrap: ({ program }) => [
    'bwrap',
    '--unshare-all',
    '--unshare-user',
    '--die-with-parent',
    '--cap-drop',
    'ALL',
    ...systemPaths.flatMap((path) => ['--ro-bind-try', path, path]),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    ...bindings(program).flatMap(({ path, isWritable }) => [
      isWritable ? '--bind' : '--ro-bind',
      path,
      path,
    ]),
    ...['/proc', '/dev', '/'].flatMap((path) => ['--remount-ro', path]),
    '--chdir',
    '/',
    '--',
  ],
  unshare: ({ program, scratch }) => [
    'unshare',
    '--user',
    '--map-root-user',
    '--net',
    '--ipc',
    '--uts',
    '--mount',
    '--pid',
    '--fork',
    '--kill-child=KILL',
    '--',
    '/bin/sh',
    '-euc',
    privateRootScript,
    'private-root',
    scratch,
    ...systemPaths.map((path) => `r${path}`),
    ...bindings(program).map(({ path, isWritable }) => `${isWritable ? 'w' : 'r'}${path}`),
    '--',
    'setpriv',
    '--no-new-privs',
    '--bounding-set=-all',
    '--inh-caps=-all',
    '--',
  ],
  limits: () => [],
};

/** Outer folders first, so that an inner one is mounted on top of them. */
function bindings(program: SandboxedProgram): { path: string; isWritable: boolean }[] {
  const readable = program.readable.map((path) => ({ path, isWritable: false }));
  const writable = program.writable.map((path) => ({ path, isWritable: true }));
  return [...readable, ...writable].sort((a, b) => a.path.length - b.path.length);
}

/**
 * RLIMIT_DATA instead of RLIMIT_AS: V8 and glibc reserve gigabytes of address space that they never
 * touch, and since Linux 4.7 RLIMIT_DATA counts private mappings as well.
 */
function limited({ command, args, limits }: SandboxedProgram): string[] {
  return [
    'prlimit',
    `--cpu=${Math.ceil(limits.cpuSeconds)}`,
    `--data=${limits.memoryBytes}`,
    `--fsize=${limits.fileBytes}`,
    `--nofile=${limits.openFiles ?? 256}`,
    `--nproc=${limits.processes ?? 2048}`,
    '--core=0',
    '--',
    command,
    ...args,
  ];
}

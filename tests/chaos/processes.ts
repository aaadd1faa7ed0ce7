import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process that lived when it was looked at; the start tells it from a later one of its number. */
export interface SeenProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly startedAt: string;
  readonly command: string;
}

/** All children of a process, their children, and so on. */
export function descendantsOf(pid: number): SeenProcess[] {
  const all = livingProcesses();
  const found: SeenProcess[] = [];
  for (let level = [pid]; level.length > 0;) {
    const children = all.filter(({ parentPid }) => level.includes(parentPid));
    found.push(...children);
    level = children.map((child) => child.pid);
  }
  return found;
}

/** Those of these processes that have not ended. */
export function survivorsOf(processes: readonly SeenProcess[]): SeenProcess[] {
  return processes.filter(({ pid, startedAt }) => readStat(pid)?.startedAt === startedAt);
}

/** Whoever works with a data directory: by its arguments, its environment or where it stands. */
export function processesAt(dataDir: string): SeenProcess[] {
  return livingProcesses().filter(({ pid, command }) => {
    const place = readOrNothing(() => readlinkSync(`/proc/${pid}/cwd`));
    const environment = readOrNothing(() => readFileSync(`/proc/${pid}/environ`, 'utf8'));
    return [command, environment, place].some((text) => text.includes(dataDir));
  });
}

function livingProcesses(): SeenProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const pid = Number(name);
      const stat = readStat(pid);
      const command = readOrNothing(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      return stat ? [{ pid, ...stat, command: command.replaceAll('\0', ' ').trim() }] : [];
    });
}

/** Undefined for one that has ended, also when nobody has taken note of its end yet. */
function readStat(pid: number): Pick<SeenProcess, 'parentPid' | 'startedAt'> | undefined {
  const stat = readOrNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name before it is in brackets and may hold anything, brackets included; see proc(5).
  const [state, parentPid, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (!state || state === 'Z' || state === 'X') return undefined;
  return { parentPid: Number(parentPid), startedAt: rest[17] ?? '' };
}

/** A process may end between two looks at it. */
function readOrNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

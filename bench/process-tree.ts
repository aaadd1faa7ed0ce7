import { readdirSync, readFileSync } from 'node:fs';

export interface MeasuredProcess {
  readonly pid: number;
  readonly command: string;
  /** Proportional set size: shared pages are counted in parts. */
  readonly pssKilobytes: number;
}

/** A process and all that descend from it, as far as they still live. */
export function processTree(rootPid: number): readonly MeasuredProcess[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const parent = parentOf(Number(name));
        return parent === undefined ? [] : [[Number(name), parent] as const];
      }),
  );
  const tree = new Set([rootPid]);
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree].flatMap((pid) => measure(pid) ?? []);
}

function parentOf(pid: number): number | undefined {
  const stat = read(`/proc/${pid}/stat`);
  // The name stands in parentheses and may hold anything; the parent is the second field after it.
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]);
}

function measure(pid: number): MeasuredProcess | undefined {
  const rollup = read(`/proc/${pid}/smaps_rollup`);
  const pss = rollup && /^Pss:\s+(\d+) kB/m.exec(rollup)?.[1];
  if (!pss) return undefined;
  const command = (read(`/proc/${pid}/cmdline`) ?? '').replaceAll('\0', ' ').trim();
  return { pid, command, pssKilobytes: Number(pss) };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

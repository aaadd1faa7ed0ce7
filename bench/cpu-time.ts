import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { processTree } from './process-tree.ts';

/** Linux counts in hundredths of a second on every architecture that Node runs on. */
const millisecondsOfTick = 10;

/** CPU that a process and all that descend from it have used, in milliseconds. */
export function cpuMilliseconds(rootPid: number): number {
  const ticks = processTree(rootPid).map(({ pid }) => ticksOf(pid));
  return ticks.reduce((sum, own) => sum + own, 0) * millisecondsOfTick;
}

/** The first start goes on with preparing its demo video; that is nobody's request. */
export async function untilQuiet(rootPid: number): Promise<void> {
  for (let quiet = 0; quiet < 3;) {
    const before = cpuMilliseconds(rootPid);
    await pause(1_000);
    quiet = Math.abs(cpuMilliseconds(rootPid) - before) < 100 ? quiet + 1 : 0;
  }
}

function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may hold anything; what follows is counted from it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Its own, and that of children that have ended: Postgres lets a process go now and then.
    return [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
  } catch {
    return 0;
  }
}

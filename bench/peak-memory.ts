import { setTimeout as pause } from 'node:timers/promises';
import { type MeasuredProcess, processTree } from './process-tree.ts';

const stepMilliseconds = 100;

type Counts = (process: MeasuredProcess) => boolean;

/** All processes but those whose program is called so. */
export function without(name: RegExp): Counts {
  return ({ command }) => !name.test(command.split(' ')[0] ?? '');
}

/** The most that a process and all that descend from it had at once until the work was done. */
export async function peakMegabytes(
  rootPid: number,
  work: Promise<unknown>,
  counts: Counts = () => true,
): Promise<number> {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  let peak = 0;
  do {
    const counted = processTree(rootPid).filter(counts);
    const kilobytes = counted.reduce((sum, { pssKilobytes }) => sum + pssKilobytes, 0);
    peak = Math.max(peak, kilobytes / 1024);
    await pause(stepMilliseconds);
  } while (!isDone);
  await done;
  return peak;
}

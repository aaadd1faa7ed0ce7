import { readFileSync } from 'node:fs';

const everyMs = 500;

/**
 * Calls back once when whoever started this script is gone. npm starts scripts through a shell that
 * may outlive it, so the shell's parent is watched too.
 * @param {() => void} onGone
 */
export function watchParents(onGone) {
  const family = currentFamily();
  const timer = setInterval(() => {
    if (currentFamily().every((pid, index) => pid === family[index])) return;
    clearInterval(timer);
    onGone();
  }, everyMs);
  timer.unref();
}

function currentFamily() {
  const parent = readStat(process.ppid);
  return parent && /^(sh|dash|bash)$/.test(parent.name)
    ? [process.ppid, parent.parentPid]
    : [process.ppid];
}

/** @returns {{ name: string, parentPid: number } | undefined} undefined where there is no /proc */
function readStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name is in brackets and may hold anything, brackets included.
    const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(stat) ?? [];
    return { name, parentPid: Number(rest.split(' ')[1]) };
  } catch {
    return undefined;
  }
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { nodeBinary } from './checkout.mjs';
import { StepFailed } from './step-failed.mjs';

export const neededNode = 24;

/** Fails before anything is installed where neither npm can bring a Node nor the running one will do. */
export function checkPlatform() {
  if (isNewEnough(process.version) || existsSync(nodeBinary)) return;
  if (process.platform === 'linux' && process.arch === 'x64') return;
  throw missingNode(`npm cannot bring one for ${process.platform}-${process.arch}`);
}

/**
 * The Node that everything but this launcher runs on: the one that npm brought, else this one.
 * @returns {string} path of the program
 */
export function findNode() {
  const brought = spawnSync(nodeBinary, ['--version'], { encoding: 'utf8' });
  if (brought.status === 0 && isNewEnough(brought.stdout)) return nodeBinary;
  if (isNewEnough(process.version)) return process.execPath;
  const problem = brought.error?.message ?? (brought.stderr || brought.stdout).trim();
  throw missingNode(`the one that npm installed does not run here: ${problem}`);
}

function isNewEnough(version) {
  return Number.parseInt(version.replace('v', ''), 10) >= neededNode;
}

function missingNode(reason) {
  return new StepFailed(
    `EduMaster needs Node ${neededNode}. This is Node ${process.version}, and ${reason}.\n` +
      `Install Node ${neededNode} from https://nodejs.org/ (or: nvm install ${neededNode}) and run the command again.`,
  );
}

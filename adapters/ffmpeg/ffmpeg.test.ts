import { describe } from 'vitest';
import { encoderContract } from '@edumaster/encoder/contract-suite';
import { detectSandbox } from '@edumaster/sandbox';
import { findFfmpeg } from './index.ts';

describe('by the command line', () => {
  encoderContract('ffmpeg', async () => {
    const found = await findFfmpeg({
      sandbox: await detectSandbox(),
      searchPath: process.env['PATH'] ?? '',
    });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    return found.value;
  });
});

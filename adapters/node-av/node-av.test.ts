import { describe } from 'vitest';
import { encoderContract } from '@edumaster/encoder/contract-suite';
import { detectSandbox } from '@edumaster/sandbox';
import { findNodeAv } from './index.ts';

describe('by the library', () => {
  encoderContract('node-av', async () => {
    const found = await findNodeAv({ sandbox: await detectSandbox() });
    if (!found.ok) throw new Error(`${found.refusal}: ${found.detail}`);
    return found.value;
  });
});

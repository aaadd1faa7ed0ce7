import { expect, test } from 'vitest';
import { speechContract } from './contract-suite.ts';
import { SandboxSpeech } from './fake.ts';

const spoken = {
  bytes: new Uint8Array(100),
  filename: 'piece.m4a',
  contentType: 'audio/mp4',
  durationSeconds: 12,
};

speechContract('of the sandbox', async () => new SandboxSpeech({ mostBytes: 1_000 }), {
  spoken,
  unreadable: { ...spoken, bytes: new Uint8Array() },
});

test('every segment of the sandbox says that nobody listened', async () => {
  const { segments } = await new SandboxSpeech().transcribe(spoken);
  expect(segments).toHaveLength(3);
  for (const { text } of segments) expect(text).toContain('Sandbox: nobody listened');
});

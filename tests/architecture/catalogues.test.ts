import { listEvents } from '@edumaster/events';
import { listErrors } from '@edumaster/kernel';
import { modules } from '@edumaster/server';
import { expect, test } from 'vitest';

// The modules declare their errors and events when they are loaded.
const loaded = modules.length;

const errorsPage = `# Errors

Generated from the error tables; \`npm test -- architecture -u\` writes it anew. Every answer that is not a
success is \`application/problem+json\` with one of these codes.

| code | status | meaning | try again | declared by |
| --- | --- | --- | --- | --- |
${listErrors()
  .map(
    ({ code, status, title, retry, owner }) =>
      `| \`${code}\` | ${status} | ${title} | ${retry} | ${owner} |`,
  )
  .join('\n')}
`;

const eventsPage = `# Events

Generated from the modules' \`events.ts\`; \`npm test -- architecture -u\` writes it anew.

| event | version | topic | data |
| --- | --- | --- | --- |
${listEvents()
  .map(({ type, version, topic, data }) => {
    const fields = 'shape' in data ? Object.keys(data.shape as object) : [];
    return `| \`${type}\` | ${version} | ${topic} | ${fields.join(', ')} |`;
  })
  .join('\n')}
`;

test('docs/errors.md lists every error', async () => {
  expect(loaded).toBeGreaterThan(0);
  await expect(errorsPage).toMatchFileSnapshot('../../docs/errors.md');
});

test('docs/events.md lists every event', async () => {
  await expect(eventsPage).toMatchFileSnapshot('../../docs/events.md');
});

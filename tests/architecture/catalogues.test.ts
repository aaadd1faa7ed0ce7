import { listEvents } from '@edumaster/events';
import { listErrors, listStateMachines } from '@edumaster/kernel';
import { modules, paymentSettings, serverSettings, storeSettings } from '@edumaster/server';
import { expect, test } from 'vitest';
import { z } from 'zod';

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

const machinesPage = `# State machines

Generated from the modules' \`domain/*-state.ts\`; \`npm test -- architecture -u\` writes it anew. What is
not drawn here does not happen: the code refuses it, and so does the database where it decides a race.
${listStateMachines()
  .map(
    ({ name, initial, transitions }) => `
## ${name}

\`\`\`mermaid
stateDiagram-v2
  [*] --> ${initial}
${Object.entries(transitions)
  .flatMap(([from, row]) => Object.entries(row).map(([on, to]) => `  ${from} --> ${to}: ${on}`))
  .join('\n')}
\`\`\`
`,
  )
  .join('')}`;

const slices: readonly { owner: string; shape: z.ZodRawShape }[] = [
  serverSettings,
  storeSettings,
  paymentSettings,
  ...modules.map(({ settings }) => settings),
].filter(({ shape }) => Object.keys(shape).length > 0);

const settingsPage = `# Settings

Generated from the modules' \`config.ts\`; \`npm test -- architecture -u\` writes it anew. They are
environment variables, checked at start, all problems at once; an \`EDUMASTER_…\` variable that is not
listed here is refused.
${slices
  .map(
    ({ owner, shape }) => `
## ${owner}

| variable | default | what |
| --- | --- | --- |
${Object.entries(shape)
  .map(
    ([name, setting]) =>
      `| \`${name}\` | ${defaultOf(setting)} | ${inCell(schemaOf(setting).description)}${choicesOf(setting)} |`,
  )
  .join('\n')}
`,
  )
  .join('')}`;

function schemaOf(setting: z.core.$ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(setting, { io: 'input', unrepresentable: 'any' });
}

function defaultOf(setting: z.core.$ZodType): string {
  const { data } = z.safeParse(setting, undefined);
  if (data === undefined || (Array.isArray(data) && data.length === 0)) return '';
  return `\`${String(data)}\``;
}

/** What is not said in the description: the words that it may be. */
function choicesOf(setting: z.core.$ZodType): string {
  const choices = schemaOf(setting).enum ?? [];
  return choices.length > 0 ? ` (${choices.map((choice) => `\`${choice}\``).join(', ')})` : '';
}

function inCell(text = ''): string {
  return text.replaceAll(/[|<]/g, String.raw`\$&`);
}

test('docs/errors.md lists every error', async () => {
  expect(loaded).toBeGreaterThan(0);
  await expect(errorsPage).toMatchFileSnapshot('../../docs/errors.md');
});

test('docs/events.md lists every event', async () => {
  await expect(eventsPage).toMatchFileSnapshot('../../docs/events.md');
});

test('docs/state-machines.md draws every state machine', async () => {
  expect(listStateMachines().length).toBeGreaterThan(4);
  await expect(machinesPage).toMatchFileSnapshot('../../docs/state-machines.md');
});

test('docs/settings.md lists every setting, each with what it is for', async () => {
  const undescribed = slices.flatMap(({ shape }) =>
    Object.entries(shape)
      .filter(([, setting]) => !schemaOf(setting).description)
      .map(([name]) => name),
  );
  expect(undescribed).toEqual([]);
  await expect(settingsPage).toMatchFileSnapshot('../../docs/settings.md');
});

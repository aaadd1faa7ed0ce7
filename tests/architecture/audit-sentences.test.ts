import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

function messages<Texts>(name: string): Texts {
  return JSON.parse(readFileSync(join(root, `apps/web/messages/en/${name}.json`), 'utf8')) as Texts;
}

interface Sentences {
  readonly sentences: Readonly<Record<string, string>>;
}

/** What the audit log is told of things; the rest is about persons, who read it themselves. */
const aboutThings =
  /^(refund|course|category|media|tenant|host|signing_key)\.|^invitation\.(sent|sent_again|withdrawn)$/;

const recorders = /\b(AuditLog|AccountChanges)\b/;
const name = /'([a-z_]+\.[a-z_]+)'/g;

/** Every name of an action in a file that writes to the audit log. */
function recordedActions(): ReadonlySet<string> {
  const files = sourceFiles('modules').filter(
    ({ path, text }) => !/\.test\.tsx?$|\/testing\//.test(path) && recorders.test(text),
  );
  const stated = files.flatMap(({ text }) =>
    [...text.matchAll(/\baction(?:s = \{[^}]*|:[^,}]*)/g)].map(([part]) => part),
  );
  return new Set(
    stated.flatMap((part) => [...part.matchAll(name)].map(([, action = '']) => action)),
  );
}

describe('what people read of their own account', () => {
  const actions = [...recordedActions()].filter((action) => !aboutThings.test(action));
  const sentences = Object.keys(messages<Sentences>('security-log').sentences);

  test('is found', () => {
    for (const action of ['account.password_reset', 'instructor.rejected', 'passkey.added']) {
      expect(actions).toContain(action);
    }
  });

  test('has a sentence for each action', () => {
    const keys = actions.map((action) => action.replace('.', '_'));
    expect(keys.filter((key) => !sentences.includes(key))).toEqual([]);
  });

  test('has no sentence for what is never written', () => {
    const keys = new Set(actions.map((action) => action.replace('.', '_')));
    expect(sentences.filter((key) => !keys.has(key))).toEqual([]);
  });
});

describe('what those who run a place read', () => {
  const { auditLog } = messages<{ readonly auditLog: Sentences }>('manage');

  test('has a sentence for each action, and none for what is never written', () => {
    const keys = [...recordedActions()].map((action) => action.replace('.', '_'));
    expect(Object.keys(auditLog.sentences).sort()).toEqual([...new Set(keys)].sort());
  });
});

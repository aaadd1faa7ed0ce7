import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandRefused } from './command-refused.ts';

/** Asks without showing what is typed; reads the first line when input is not a terminal. */
export async function askSecret(question: string): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (stdin.isTTY) stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: silent, terminal: stdin.isTTY });
  const { value } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  if (stdin.isTTY) stderr.write('\n');
  return value === undefined ? undefined : String(value);
}

export async function askPassword(): Promise<string> {
  const password = await askSecret('Password: ');
  if (!password) throw new CommandRefused('No password was given.');
  return password;
}

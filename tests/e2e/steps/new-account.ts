import { mailedLink } from '../../running-server/read-mailbox.ts';
import { visitor } from '../../running-server/visitor.ts';
import { url } from '../browser/use-browser.ts';
import { type Newcomer, newcomer } from './sign-in.ts';

/** An account with a proven address, made without a page: for tests of something else. */
export async function newAccount(name: string): Promise<Newcomer> {
  const person = newcomer(name);
  const { email, password } = person;
  await visitor(url).api.register({ body: person });
  const token = new URL(await mailedLink(url, email)).searchParams.get('token') ?? '';
  await visitor(url).api.verifyEmail({ body: { token, password } });
  return person;
}

import { mailedLink } from '../../running-server/read-mailbox.ts';
import { json, visitor } from '../../running-server/visitor.ts';

/** One address a page that links of mails lead to, as path and query. */
export interface AccountLinks {
  readonly signUp: string;
  readonly verify: string;
  readonly reset: string;
  readonly change: string;
  readonly restore: string;
}

const password = 'a few words I remember';

/** Has each kind of link sent, through the API; none of them is used. */
export async function accountLinks(url: string): Promise<AccountLinks> {
  const [verified, moving] = [newAddress(), newAddress()];
  const verify = await register(url, newAddress());
  await mailedPath(url, verify.email, '/verify-email');
  const person = await register(url, verified);
  const token = await tokenOf(url, verified, '/verify-email');
  await person.as.api.verifyMyEmail({ body: { token } });
  await person.as.api.requestPasswordReset({ body: { email: verified } });
  const reset = await mailedPath(url, verified, '/reset-password');
  const mover = await register(url, moving);
  await mover.as.api.verifyMyEmail({
    body: { token: await tokenOf(url, moving, '/verify-email') },
  });
  const [first, second] = [newAddress(), newAddress()];
  await mover.as.api.requestEmailChange({ body: { email: first, password } });
  await mover.as.api.confirmMyEmailChange({
    body: { token: await tokenOf(url, first, '/confirm-email') },
  });
  await mover.as.api.requestEmailChange({ body: { email: second, password } });
  return {
    signUp: await signUpLink(url),
    verify: await mailedPath(url, verify.email, '/verify-email'),
    reset,
    change: await mailedPath(url, second, '/confirm-email'),
    restore: await mailedPath(url, moving, '/restore-email'),
  };
}

function newAddress(): string {
  return `${crypto.randomUUID()}@example.test`;
}

async function register(url: string, email: string) {
  const body = { email, password, name: 'Lina Link' };
  const { accessToken, user } = await visitor(url).api.register({ body });
  return { email, as: visitor(url, accessToken, user.id) };
}

async function mailedPath(url: string, email: string, page: string): Promise<string> {
  const { pathname, search } = new URL(await mailedLink(url, email, { about: page }));
  return `${pathname}${search}`;
}

async function tokenOf(url: string, email: string, page: string): Promise<string> {
  const path = await mailedPath(url, email, page);
  return new URL(path, url).searchParams.get('token') ?? '';
}

/** By the pages' own requests: through the issuer to the sign-up page, with its cookies. */
async function signUpLink(url: string): Promise<string> {
  const cookies = new Map<string, string>();
  let address = `${url}/auth/sign-in?screen=sign-up`;
  for (let hops = 0; hops < 3; hops += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await visitor(url).send(address, { headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) break;
    address = new URL(location, address).href;
  }
  const email = newAddress();
  const form = json('POST', { name: 'Lina Link', email });
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const page = new URL(address).pathname.replace(/\/sign-up$/, '/registration');
  const headers = { ...(form.headers as Record<string, string>), cookie };
  const asked = await visitor(url).send(page, { ...form, headers });
  if (asked.status !== 202) throw new Error(`signing up is answered with ${asked.status}`);
  return mailedPath(url, email, '/finish');
}

import { visitor, type Visitor } from '../running-server/visitor.ts';

export const password = 'survives every kill';

/** Of every installation that is copied from the template. */
export const accounts = {
  instructor: { email: 'ida@example.test', name: 'Ida Instructor', roles: ['instructor'] },
  moderator: { email: 'mo@example.test', name: 'Mo Moderator', roles: ['moderator'] },
} as const;

/** Logs in, which takes the server about as long as guessing a password should. */
export async function signedIn(url: string, who: keyof typeof accounts): Promise<Visitor> {
  const { email } = accounts[who];
  const { accessToken, user } = await visitor(url).api.logIn({ body: { email, password } });
  return visitor(url, accessToken, user.id);
}

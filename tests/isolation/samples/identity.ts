import { plainRead, type Samples } from './route-sample.ts';

const newEmail = () => `${crypto.randomUUID()}@isolation.test`;
const password = 'a long enough password';
const uid = 'no-sign-in-of-this-name-waits';

export const identitySamples: Samples = {
  register: {
    request: () => ({ body: { email: newEmail(), password, name: 'New Person' } }),
    through: [201],
  },
  logIn: { request: () => ({ body: { email: newEmail(), password } }), through: [401] },
  refresh: { request: () => ({ body: { refreshToken: 'unknown' } }), through: [401] },
  logOut: { request: () => ({ body: { refreshToken: 'unknown' } }), through: [204] },
  readMe: plainRead,
  changeMe: { request: () => ({ body: {} }), through: [200] },
  signInWithPassword: {
    request: () => ({ params: { uid }, body: { email: newEmail(), password } }),
    through: [404],
  },
  signUp: {
    request: () => ({ params: { uid }, body: { email: newEmail(), password, name: 'New' } }),
    through: [404],
  },
};

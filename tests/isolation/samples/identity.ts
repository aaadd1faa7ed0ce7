import { plainRead, type Samples } from './route-sample.ts';

const newEmail = () => `${crypto.randomUUID()}@isolation.test`;
const password = 'a long enough password';
const uid = 'no-sign-in-of-this-name-waits';
const token = 'no-link-of-ours';

/** Which members somebody reaches is the permission's to say, not the member's. */
const anyMember = { kind: 'member', foreign: 'through' } as const;

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
  requestSignUp: {
    request: () => ({ params: { uid }, body: { email: newEmail(), name: 'New' } }),
    through: [404],
  },
  finishSignUp: {
    request: () => ({ params: { uid }, body: { token, password } }),
    through: [404],
  },
  requestPasswordReset: { request: () => ({ body: { email: newEmail() } }), through: [202] },
  resetPassword: { request: () => ({ body: { token, password } }), through: [404] },
  changePassword: {
    request: () => ({ body: { newPassword: password } }),
    through: [403],
    because: 'the current password is missing; to guess it would lock the person out',
  },
  readMySecurity: plainRead,
  readLink: { request: () => ({ query: { token } }), through: [404] },
  requestEmailVerification: { request: () => ({}), through: [202, 429] },
  verifyMyEmail: { request: () => ({ body: { token } }), through: [404] },
  verifyEmail: { request: () => ({ body: { token, password } }), through: [404] },
  requestEmailChange: { request: () => ({ body: { email: newEmail() } }), through: [403, 429] },
  confirmMyEmailChange: { request: () => ({ body: { token } }), through: [404] },
  confirmEmailChange: { request: () => ({ body: { token, password } }), through: [404] },
  restoreEmail: { request: () => ({ body: { token, password } }), through: [404] },
  listMySessions: plainRead,
  endMySession: { request: () => ({ params: { id: 'no-such-sign-in' } }), through: [404] },
  endMySessions: { request: () => ({ body: { keepCurrent: true } }), through: [204] },
  listMembers: plainRead,
  changeMemberRoles: {
    request: (ids) => ({ params: { userId: ids['userId'] }, body: { roles: [ids['otherRole']] } }),
    through: [200],
    object: anyMember,
  },
  removeMember: {
    request: (ids) => ({ params: { userId: ids['userId'] } }),
    through: [204],
    object: anyMember,
  },
  inviteMember: {
    request: (ids) => ({ body: { email: newEmail(), roles: [ids['role']] } }),
    through: [201],
  },
  listInvitations: plainRead,
  resendInvitation: {
    request: (ids) => ({ params: { id: ids['invitationId'] } }),
    through: [429],
    object: { kind: 'invitation', foreign: 'through' },
    because: 'its first mail was sent less than a minute ago',
  },
  withdrawInvitation: {
    request: (ids) => ({ params: { id: ids['invitationId'] } }),
    through: [204],
    object: { kind: 'invitation', foreign: 'through' },
  },
  readInvitation: { request: () => ({ body: { token: 'unknown' } }), through: [404] },
  acceptInvitation: { request: () => ({ body: { token: 'unknown' } }), through: [404] },
  searchAccounts: plainRead,
  readAccount: {
    request: (ids) => ({ params: { id: ids['userId'] } }),
    through: [200],
    object: anyMember,
  },
  changeAccountStatus: {
    request: (ids) => ({
      params: { id: ids['userId'] },
      body: { status: 'suspended', reason: 'Spam in reviews' },
    }),
    through: [200],
    object: anyMember,
  },
  startImpersonation: {
    request: (ids) => ({
      body: { userId: ids['userId'] ?? crypto.randomUUID(), reason: 'A question', minutes: 5 },
    }),
    through: [403],
    because: 'it is for browsers, and the probe is a program',
  },
  endImpersonation: { request: () => ({}), through: [204] },
  readAuditLog: plainRead,
  readSecurityLog: plainRead,
};

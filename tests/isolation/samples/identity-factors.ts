import { castPassword } from '../people.ts';
import { plainRead, type Samples } from './route-sample.ts';

const uid = 'no-sign-in-of-this-name-waits';

const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} };
const clientDataJSON = Buffer.from('{"challenge":"nobody asked"}').toString('base64url');
const assertion = { clientDataJSON, authenticatorData: 'AAAA', signature: 'AAAA' };

const confirmed = () => ({ body: { currentPassword: castPassword } });

/** Ways to sign in beside the password. Their platform's host is the one that manages them. */
export const identityFactorSamples: Samples = {
  readSignInStep: { request: () => ({ params: { uid } }), through: [200] },
  forgetSignInStep: { request: () => ({ params: { uid } }), through: [204] },
  preparePasskeySignIn: { request: () => ({ params: { uid } }), through: [404] },
  signInWithPasskey: {
    request: () => ({
      params: { uid },
      body: { credential: { ...credential, response: assertion } },
    }),
    through: [404],
  },
  signInWithOneTimeCode: {
    request: () => ({ params: { uid }, body: { code: '000000' } }),
    through: [404],
  },
  listPasskeys: plainRead,
  preparePasskey: { request: confirmed, through: [200, 403] },
  addPasskey: {
    request: () => ({
      body: {
        name: 'Phone',
        credential: { ...credential, response: { clientDataJSON, attestationObject: 'AAAA' } },
      },
    }),
    through: [401, 403],
    because: 'no authenticator was asked; an academy has no passkeys of its own',
  },
  renamePasskey: {
    request: ({ passkeyId }) => ({ params: { id: passkeyId }, body: { name: 'Old phone' } }),
    through: [200],
    object: { kind: 'passkey', foreign: 404 },
  },
  removePasskey: {
    request: ({ passkeyId }) => ({ params: { id: passkeyId }, ...confirmed() }),
    through: [204],
    object: { kind: 'passkey', foreign: 404 },
  },
  readOneTimeCodes: plainRead,
  setUpOneTimeCodes: { request: confirmed, through: [201] },
  confirmOneTimeCodes: {
    request: () => ({ body: { code: 'not a code' } }),
    through: [401, 409, 429],
  },
  turnOffOneTimeCodes: { request: confirmed, through: [204] },
  listSignInProviders: plainRead,
  renewRecoveryCodes: { request: confirmed, through: [409] },
  listLinkedSignIns: plainRead,
  linkSignIn: {
    request: () => ({ body: { provider: 'nobody', currentPassword: castPassword } }),
    through: [403, 404],
  },
  unlinkSignIn: {
    request: () => ({ params: { id: crypto.randomUUID() }, ...confirmed() }),
    through: [404],
    because: 'no provider is configured, so that nobody has such a link',
  },
};

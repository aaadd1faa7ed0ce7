import { defineRoute } from '@edumaster/http/contract';
import { idSchema, text, timeSchema } from '@edumaster/kernel/schemas';
import { z } from 'zod';
import { confirmation, refusalsOfConfirmation } from './confirmation.ts';

const tag = 'Ways to sign in';

const base64Url = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\w-]+$/, 'must be base64url');

/** Of the browser's `PublicKeyCredential`, as `toJSON()` writes it. */
const answerOfAuthenticator = {
  id: base64Url(1_400),
  rawId: base64Url(1_400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
};

// Authenticators learn new ones; whatever it is goes back to the browser that knows it.
const transport = z.string().regex(/^[a-z-]{1,30}$/);

export const registrationAnswer = z.strictObject({
  ...answerOfAuthenticator,
  response: z.strictObject({
    clientDataJSON: base64Url(10_000),
    attestationObject: base64Url(50_000),
    authenticatorData: base64Url(10_000).optional(),
    transports: z.array(transport).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: base64Url(10_000).optional(),
  }),
});

export const assertionAnswer = z.strictObject({
  ...answerOfAuthenticator,
  response: z.strictObject({
    clientDataJSON: base64Url(10_000),
    authenticatorData: base64Url(10_000),
    signature: base64Url(10_000),
    userHandle: base64Url(200).optional(),
  }),
});

/** What the browser hands to the authenticator; its members are those of WebAuthn. */
export const authenticatorOptions = z
  .looseObject({ challenge: z.string() })
  .describe('For PublicKeyCredential.parse…OptionsFromJSON');

const passkeyName = text({ max: 80 });

export const passkeySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    isBackedUp: z.boolean().describe('Whether its owner can get it back on a new device'),
    createdAt: timeSchema,
    lastUsedAt: timeSchema.nullable(),
  })
  .meta({ id: 'Passkey' });

const params = z.strictObject({ id: idSchema });

export const listPasskeys = defineRoute({
  id: 'listPasskeys',
  method: 'GET',
  path: '/api/v1/me/passkeys',
  summary: 'Your own passkeys, oldest first',
  tag,
  permission: 'signed-in',
  whileImpersonating: 'refused',
  status: 200,
  response: z.object({ items: z.array(passkeySchema), nextCursor: z.null() }),
  errors: [],
});

export const preparePasskey = defineRoute({
  id: 'preparePasskey',
  method: 'POST',
  path: '/api/v1/me/passkeys/options',
  summary: 'What to ask an authenticator for; the answer is good once, for ten minutes',
  tag,
  permission: 'signed-in',
  body: z.strictObject(confirmation),
  status: 200,
  response: authenticatorOptions,
  errors: [...refusalsOfConfirmation, 'platform_host_required', 'too_many_passkeys'],
});

export const addPasskey = defineRoute({
  id: 'addPasskey',
  method: 'POST',
  path: '/api/v1/me/passkeys',
  summary: 'Add a passkey that an authenticator has just made',
  tag,
  permission: 'signed-in',
  body: z.strictObject({ name: passkeyName, credential: registrationAnswer }),
  status: 201,
  response: passkeySchema,
  errors: ['platform_host_required', 'too_many_passkeys', 'passkey_refused', 'passkey_taken'],
});

export const renamePasskey = defineRoute({
  id: 'renamePasskey',
  method: 'PATCH',
  path: '/api/v1/me/passkeys/:id',
  summary: 'Give a passkey another name',
  tag,
  permission: 'signed-in',
  params,
  body: z.strictObject({ name: passkeyName }),
  status: 200,
  response: passkeySchema,
  errors: ['not_found'],
});

export const removePasskey = defineRoute({
  id: 'removePasskey',
  method: 'POST',
  path: '/api/v1/me/passkeys/:id/removal',
  summary: 'Remove a passkey; the last way to sign in stays',
  tag,
  permission: 'signed-in',
  params,
  body: z.strictObject(confirmation),
  status: 204,
  errors: [...refusalsOfConfirmation, 'not_found', 'last_way_to_sign_in'],
});

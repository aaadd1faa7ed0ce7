import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { z } from 'zod';
import type { assertionAnswer, registrationAnswer } from '../contracts/passkeys.ts';

/**
 * What the browser says of an authenticator's answer, as far as it counts: the rest says again, and
 * without a signature, what the signed part holds.
 */
export function registrationOf(
  given: z.output<typeof registrationAnswer>,
): RegistrationResponseJSON {
  const { clientDataJSON, attestationObject, transports = [] } = given.response;
  return {
    ...identityOf(given),
    response: { clientDataJSON, attestationObject, transports },
  };
}

export function assertionOf(given: z.output<typeof assertionAnswer>): AuthenticationResponseJSON {
  const { clientDataJSON, authenticatorData, signature, userHandle } = given.response;
  return {
    ...identityOf(given),
    response: {
      clientDataJSON,
      authenticatorData,
      signature,
      ...(userHandle === undefined ? {} : { userHandle }),
    },
  };
}

function identityOf({ id, rawId, type }: { id: string; rawId: string; type: 'public-key' }) {
  return { id, rawId, type, clientExtensionResults: {} };
}

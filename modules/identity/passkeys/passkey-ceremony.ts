import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import { z } from 'zod';
import type { Person } from '../domain/account.ts';
import type { Passkey } from '../store/passkeys.ts';

/** How long a person may take with their authenticator. */
export const challengeSeconds = 600;

const timeout = challengeSeconds * 1_000;

/** EdDSA, ES256 and RS256 (RFC 9053): every authenticator has one; what is newer is experimental. */
const supportedAlgorithmIDs = [-8, -7, -257];

type RegisteredKey = Pick<
  Passkey,
  'credentialId' | 'publicKey' | 'counter' | 'transports' | 'isBackedUp'
>;

/**
 * What is asked of authenticators and how their answers are checked (WebAuthn Level 3). Keys belong
 * to the host name of the platform's origin, which no academy has: all sign in there.
 */
@Injectable()
export class PasskeyCeremony {
  readonly #origin: string;
  readonly #relyingPartyId: string;

  constructor(installation: Installation) {
    this.#origin = installation.origin;
    this.#relyingPartyId = new URL(installation.origin).hostname;
  }

  registrationOptions(
    person: Person,
    known: readonly Passkey[],
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return generateRegistrationOptions({
      rpName: 'EduMaster',
      rpID: this.#relyingPartyId,
      userName: person.email,
      userDisplayName: person.name,
      userID: userHandle(person.id),
      timeout,
      supportedAlgorithmIDs,
      attestationType: 'none',
      excludeCredentials: known.map(({ credentialId, transports }) => ({
        id: credentialId,
        transports: [...transports],
      })),
      // Found without a name, and unlocked by the person: it stands for both factors.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** Undefined for an answer that is not the one that was asked for. */
  async registeredKey(
    response: RegistrationResponseJSON,
    expectedChallenge: string,
  ): Promise<RegisteredKey | undefined> {
    const verified = await unlessRefused(async () => {
      requireNoCertificate(response);
      return verifyRegistrationResponse({
        response,
        expectedChallenge,
        expectedOrigin: this.#origin,
        expectedRPID: this.#relyingPartyId,
        requireUserVerification: true,
        supportedAlgorithmIDs,
      });
    });
    if (!verified?.verified) return undefined;
    const { credential, credentialBackedUp } = verified.registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: [...new Set(credential.transports ?? [])],
      isBackedUp: credentialBackedUp,
    };
  }

  /** Whichever key of this site the person chooses: nobody has said who they are yet. */
  requestOptions(): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return generateAuthenticationOptions({
      rpID: this.#relyingPartyId,
      timeout,
      userVerification: 'required',
    });
  }

  /**
   * Undefined for an answer that was not made by this key for what was asked. The counter is not
   * judged here: whoever reports it must have the key, so only then does it mean anything.
   */
  async assertedUse(
    response: AuthenticationResponseJSON,
    passkey: Passkey,
    expectedChallenge: string,
  ): Promise<{ counter: number; isBackedUp: boolean } | undefined> {
    const { userHandle: handle } = response.response;
    if (handle && handle !== Buffer.from(userHandle(passkey.personId)).toString('base64url')) {
      return undefined;
    }
    const verified = await unlessRefused(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin: this.#origin,
        expectedRPID: this.#relyingPartyId,
        requireUserVerification: true,
        credential: {
          id: passkey.credentialId,
          publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
          // Always lower than what is reported, or equal when both count nothing.
          counter: 0,
          transports: [...passkey.transports],
        },
      }),
    );
    if (!verified?.verified) return undefined;
    const { newCounter, credentialBackedUp } = verified.authenticationInfo;
    return { counter: newCounter, isBackedUp: credentialBackedUp };
  }
}

/** The 16 bytes of the person's id, which say nothing about them. */
function userHandle(personId: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(personId.replaceAll('-', ''), 'hex'));
}

/** The challenge that an answer was made for; whether it is a good one is decided elsewhere. */
export function challengeIn(response: { response: { clientDataJSON: string } }): string {
  try {
    const told = Buffer.from(response.response.clientDataJSON, 'base64url').toString('utf8');
    return clientData.parse(JSON.parse(told)).challenge;
  } catch {
    return '';
  }
}

const clientData = z.object({ challenge: z.string() });

/**
 * We ask for no attestation, and a certificate would be somebody's own: to check one the library
 * fetches whatever revocation list it names.
 */
function requireNoCertificate({ response }: RegistrationResponseJSON): void {
  const bytes = new Uint8Array(Buffer.from(response.attestationObject, 'base64url'));
  const attestation = decodeAttestationObject(bytes);
  const isBare = attestation.get('fmt') === 'none';
  const isSelfMade = attestation.get('fmt') === 'packed' && !attestation.get('attStmt').get('x5c');
  if (!isBare && !isSelfMade) throw new Error('an attestation that nobody asked for');
}

/** The library throws errors of any kind for whatever is wrong with an answer; it does no I/O. */
async function unlessRefused<Verified>(
  check: () => Promise<Verified>,
): Promise<Verified | undefined> {
  try {
    return await check();
  } catch {
    return undefined;
  }
}

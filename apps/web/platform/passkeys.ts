import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser';

/** What the API sends; its members are those of WebAuthn. */
type Options = { readonly challenge: string };

/** The browser's own words for a person who turned back, or whose time ran out. */
const turnedBack = ['NotAllowedError', 'AbortError'];

type Asked<Credential> =
  | { readonly isGiven: true; readonly credential: Credential }
  | { readonly isGiven: false; readonly isPossible: boolean };

/** As the contract of the API takes it. */
type Sent<Credential> = Omit<Credential, 'clientExtensionResults'> & {
  readonly clientExtensionResults: Record<string, unknown>;
};

/** Asks the person for any passkey of this site. */
export async function askPasskey(options: Options): Promise<Asked<Assertion>> {
  const { browserSupportsWebAuthn, startAuthentication } = await library();
  if (!browserSupportsWebAuthn()) return { isGiven: false, isPossible: false };
  const optionsJSON = options as PublicKeyCredentialRequestOptionsJSON;
  return asked(() => startAuthentication({ optionsJSON }));
}

/**
 * Lets the browser offer passkeys where the person types their address (conditional mediation).
 * @returns undefined when it cannot, or when something else was asked meanwhile
 */
export async function offerPasskeys(
  prepare: () => Promise<Options>,
): Promise<Assertion | undefined> {
  const { browserSupportsWebAuthnAutofill, startAuthentication } = await library();
  if (!(await browserSupportsWebAuthnAutofill())) return undefined;
  const optionsJSON = (await prepare()) as PublicKeyCredentialRequestOptionsJSON;
  const given = await asked(() => startAuthentication({ optionsJSON, useBrowserAutofill: true }));
  return given.isGiven ? given.credential : undefined;
}

/** Has the person's device make a passkey for this site. */
export async function makePasskey(options: Options): Promise<Asked<Registration>> {
  const { browserSupportsWebAuthn, startRegistration } = await library();
  if (!browserSupportsWebAuthn()) return { isGiven: false, isPossible: false };
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  return asked(() => startRegistration({ optionsJSON }));
}

export type Assertion = Sent<AuthenticationResponseJSON>;
export type Registration = Sent<RegistrationResponseJSON>;

async function asked<Credential extends object>(
  ask: () => Promise<Credential>,
): Promise<Asked<Sent<Credential>>> {
  try {
    // What is undefined does not travel, and the API takes no unknown member.
    const credential = JSON.parse(JSON.stringify(await ask())) as Sent<Credential>;
    return { isGiven: true, credential };
  } catch (error) {
    const isPossible = error instanceof Error && turnedBack.includes(error.name);
    return { isGiven: false, isPossible };
  }
}

/** Only who uses a passkey loads it. */
function library() {
  return import('@simplewebauthn/browser');
}

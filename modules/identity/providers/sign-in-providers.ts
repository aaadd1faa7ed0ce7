import { InvalidSettings, type SettingsOf } from '@edumaster/settings';
import type { identitySettings } from '../config.ts';

/** An OpenID provider where people have accounts already. */
export interface SignInProvider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The provider speaks for these domains, and is heard on no other. */
  readonly emailDomains?: readonly string[] | undefined;
}

export const googleIssuer = 'https://accounts.google.com';

/** The providers that people can sign in by, in the order in which they are offered. */
export class SignInProviders {
  readonly all: readonly SignInProvider[];

  constructor(all: readonly SignInProvider[]) {
    this.all = all;
  }

  find(id: string): SignInProvider | undefined {
    return this.all.find((provider) => provider.id === id);
  }

  findByIssuer(issuer: string): SignInProvider | undefined {
    return this.all.find((provider) => provider.issuer === issuer);
  }

  get issuers(): readonly string[] {
    return this.all.map(({ issuer }) => issuer);
  }
}

/** @throws InvalidSettings for a half of Google's client, or Google twice */
export function configuredProviders(
  settings: SettingsOf<typeof identitySettings>,
): SignInProviders {
  const others = settings.EDUMASTER_SIGN_IN_PROVIDERS;
  const clientId = settings.EDUMASTER_GOOGLE_CLIENT_ID;
  const clientSecret = settings.EDUMASTER_GOOGLE_CLIENT_SECRET;
  if (clientId === undefined && clientSecret === undefined) return new SignInProviders(others);
  if (clientId === undefined || clientSecret === undefined) {
    throw new InvalidSettings([
      'EDUMASTER_GOOGLE_CLIENT_ID and EDUMASTER_GOOGLE_CLIENT_SECRET belong together',
    ]);
  }
  if (others.some(({ issuer }) => issuer === googleIssuer)) {
    throw new InvalidSettings([
      'EDUMASTER_SIGN_IN_PROVIDERS has Google, which EDUMASTER_GOOGLE_CLIENT_ID names too',
    ]);
  }
  const google = { id: 'google', name: 'Google', issuer: googleIssuer, clientId, clientSecret };
  return new SignInProviders([google, ...others]);
}

import { Log } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, customFetch as fetchKeys, type JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
} from 'openid-client';
import { IssuerUnreachable } from '../relying-party/issuer-outage.ts';
import { askIssuer, patienceSeconds } from './ask-issuer.ts';
import { ExternalIssuerSettings } from './external-issuer-settings.ts';

/** The issuer's addresses may change; so long we go on with those that we know. */
const rememberedMilliseconds = 3_600_000;

/** A key that the issuer has dropped counts no longer than this. */
const keysMilliseconds = 300_000;

/** A token of an unknown key makes us ask for the keys again, but not for every forged one. */
const cooldownMilliseconds = 10_000;

interface Discovered {
  readonly configuration: Configuration;
  readonly keyOf: JWTVerifyGetKey;
}

/** Us as the client of an issuer of somebody else's. It is asked for its addresses when needed. */
@Injectable()
export class ExternalIssuerClient {
  readonly #settings: ExternalIssuerSettings;
  readonly #log: Log;
  #discovered: Promise<Discovered> | undefined;
  #until = 0;

  constructor(settings: ExternalIssuerSettings, log: Log) {
    this.#settings = settings;
    this.#log = log;
  }

  /** @throws IssuerUnreachable */
  async configuration(): Promise<Configuration> {
    return (await this.#discover()).configuration;
  }

  /** The issuer's keys, remembered for a while. @throws IssuerUnreachable */
  async keyOf(): Promise<JWTVerifyGetKey> {
    return (await this.#discover()).keyOf;
  }

  #discover(): Promise<Discovered> {
    if (this.#discovered && this.#until > Date.now()) return this.#discovered;
    const discovered = this.#ask();
    this.#discovered = discovered;
    this.#until = Date.now() + rememberedMilliseconds;
    // The next one asks again; this failure is told to those who wait.
    discovered.catch(() => {
      if (this.#discovered === discovered) this.#discovered = undefined;
    });
    return discovered;
  }

  async #ask(): Promise<Discovered> {
    const { url } = this.#settings;
    try {
      return await discover(this.#settings);
    } catch (error) {
      this.#log.error({ err: error, issuer: url }, 'the issuer does not say where it is');
      throw new IssuerUnreachable(url, { cause: error });
    }
  }
}

/** @throws Error saying what is wrong with the issuer's answer, or that none came */
export async function discover(settings: ExternalIssuerSettings): Promise<Discovered> {
  const { url, clientId, clientSecret } = settings;
  const isPlain = url.startsWith('http:');
  const fetchFrom = askIssuer(url);
  const found = await discovery(new URL(url), clientId, undefined, undefined, {
    timeout: patienceSeconds,
    execute: isPlain ? [allowInsecureRequests] : [],
    [customFetch]: fetchFrom,
  });
  const server = found.serverMetadata();
  if (!server.jwks_uri) throw new Error(`the issuer ${url} publishes no keys`);
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = methods.includes('client_secret_basic')
    ? ClientSecretBasic(clientSecret)
    : ClientSecretPost(clientSecret);
  const configuration = new Configuration(server, clientId, undefined, authentication);
  configuration.timeout = patienceSeconds;
  configuration[customFetch] = fetchFrom;
  enableNonRepudiationChecks(configuration);
  if (isPlain) allowInsecureRequests(configuration);
  const keyOf = createRemoteJWKSet(new URL(server.jwks_uri), {
    cacheMaxAge: keysMilliseconds,
    cooldownDuration: cooldownMilliseconds,
    timeoutDuration: patienceSeconds * 1_000,
    [fetchKeys]: fetchFrom,
  });
  return { configuration, keyOf };
}

import { newId } from '@edumaster/kernel';

export const hstsReaches = ['off', 'host', 'subdomains', 'preload'] as const;

interface HeaderOptions {
  /** The platform's public one; its scheme is that of every host. */
  readonly origin: string;
  /**
   * For whom browsers remember that there is TLS: for the host that they asked, for the subdomains
   * of the platform's host too, or for the browsers' own list.
   */
  readonly hsts: (typeof hstsReaches)[number];
}

interface Asked {
  readonly host: string;
  readonly path: string;
}

const twoYearsSeconds = 2 * 365 * 24 * 60 * 60;

/** Of an answer that is no page: nothing of it may load, run or be framed. */
const nothing = "default-src 'none'; frame-ancestors 'none'";

/** What the program has no use for; passkeys are used by its own pages only. */
const unused =
  'accelerometer camera display-capture geolocation gyroscope hid magnetometer microphone midi ' +
  'payment serial usb xr-spatial-tracking';
const permissions = [
  ...unused.split(' ').map((feature) => `${feature}=()`),
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

const always: Readonly<Record<string, string>> = {
  'content-security-policy': nothing,
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': permissions,
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Pictures and films are made to be shown by whoever has their address, for example the preview of
 * a link; the signature is the secret. Everything else is read by its own site only.
 */
const shownAnywhere = /^\/(v|images|avatars)\//;

/**
 * The headers of every answer, whatever gave it. A page replaces the content security policy by its
 * own (`page-security.ts`).
 */
export class SecurityHeaders {
  readonly #platformHost: string;
  readonly #isTls: boolean;
  readonly #hsts: HeaderOptions['hsts'];

  constructor({ origin, hsts }: HeaderOptions) {
    const { hostname, protocol } = new URL(origin);
    this.#platformHost = hostname;
    this.#isTls = protocol === 'https:';
    this.#hsts = hsts;
  }

  of({ host, path }: Asked): Readonly<Record<string, string>> {
    const transport = this.#transportSecurity(host);
    return {
      ...always,
      'cross-origin-resource-policy': shownAnywhere.test(path) ? 'cross-origin' : 'same-origin',
      ...(transport ? { 'strict-transport-security': transport } : {}),
    };
  }

  /** Of an answer to what is no request, with the name that its report has in the log. */
  ofUnreadable(): Readonly<Record<string, string>> {
    return { 'x-correlation-id': newId(), ...this.of({ host: '', path: '/' }) };
  }

  /** A domain of somebody else's never speaks for its subdomains, which are not ours. */
  #transportSecurity(host: string): string | undefined {
    if (!this.#isTls || this.#hsts === 'off') return undefined;
    const age = `max-age=${twoYearsSeconds}`;
    const name = host.replace(/:\d+$/, '').toLowerCase();
    const isOurs = name === this.#platformHost || name.endsWith(`.${this.#platformHost}`);
    if (this.#hsts === 'host' || !isOurs) return age;
    return `${age}; includeSubDomains${this.#hsts === 'preload' ? '; preload' : ''}`;
  }
}

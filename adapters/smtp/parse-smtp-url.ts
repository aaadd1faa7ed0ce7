export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly isImplicitTls: boolean;
  /** Of a connection that begins in plain text. */
  readonly startTls: 'required' | 'whenOffered' | 'never';
  readonly credentials: { readonly user: string; readonly pass: string } | undefined;
}

/** RFC 8314 for implicit TLS, RFC 6409 for submission. */
const ports: Readonly<Record<string, number>> = { 'smtps:': 465, 'smtp:': 587 };

/**
 * `smtps://user:password@host:port` or `smtp://…`, which must be upgraded by STARTTLS before anything
 * is said: without it, whoever is in the middle reads passwords and links. On this machine nobody is,
 * so there it is used when it is offered; `?tls=never` is for a server in a network that is trusted.
 */
export function parseSmtpUrl(address: string): SmtpServer {
  const url = new URL(address);
  const port = ports[url.protocol];
  // The address has the password in it: what is wrong is said without it.
  if (port === undefined || !url.hostname) throw new Error('not the address of a mail server');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const { username, password } = url;
  return {
    host,
    port: url.port ? Number(url.port) : port,
    isImplicitTls: url.protocol === 'smtps:',
    startTls: startTlsOf(url.searchParams.get('tls'), host),
    credentials: username
      ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
      : undefined,
  };
}

function startTlsOf(wish: string | null, host: string): SmtpServer['startTls'] {
  if (wish === 'never') return 'never';
  const isHere = host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
  return isHere && wish !== 'required' ? 'whenOffered' : 'required';
}

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { type MimeMessage, readMime } from './read-mime.ts';

export interface ReceivedMail extends MimeMessage {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

export interface TestSmtpServer {
  readonly port: number;
  /** In the order of their arrival. */
  readonly received: readonly ReceivedMail[];
  stop(): Promise<void>;
  /** Listens again on the same port. */
  start(): Promise<void>;
}

export const credentials = { user: 'edu@master', password: 'p:ss/wörd' };
export const refusedAddress = 'nobody@example.test';
export const busyAddress = 'busy@example.test';
/** Whose mails are refused when they are there. */
export const spamAddress = 'strict@example.test';
export const lostAddress = 'lost@example.test';

/** A real SMTP server on loopback. */
export async function startSmtpServer(options: SMTPServerOptions): Promise<TestSmtpServer> {
  const received: ReceivedMail[] = [];
  let port = 0;
  let server: SMTPServer;
  async function start(): Promise<void> {
    server = new SMTPServer({ ...behaviour(received), ...options });
    // A client that hangs up in the middle is part of some tests.
    server.on('error', () => {});
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    port = (listening.address() as AddressInfo).port;
  }
  await start();
  return {
    get port() {
      return port;
    },
    received,
    start,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function behaviour(received: ReceivedMail[]): SMTPServerOptions {
  return {
    logger: false,
    closeTimeout: 100,
    onAuth({ username, password }, _session, done) {
      const isKnown = username === credentials.user && password === credentials.password;
      if (isKnown) done(null, { user: username });
      else done(reply(535, '5.7.8 Authentication failed'));
    },
    onRcptTo({ address }, _session, done) {
      if (address === refusedAddress) done(reply(550, `5.1.1 <${address}> does not exist`));
      else if (address === busyAddress) done(reply(450, `4.2.1 <${address}> is busy`));
      else done();
    },
    onData(stream, session, done) {
      text(stream).then((raw) => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        if (stream.sizeExceeded) return done(reply(552, '5.3.4 Too large'));
        if (to.includes(spamAddress)) return done(reply(554, '5.7.1 This looks like spam'));
        if (to.includes(lostAddress)) return done(reply(451, '4.3.0 Try again'));
        const { mailFrom } = session.envelope;
        received.push({
          ...readMime(raw),
          envelope: { from: mailFrom ? mailFrom.address : '', to },
          isEncrypted: session.secure,
          user: session.user as string | undefined,
        });
        done();
      }, done);
    },
  };
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { OutgoingMail } from '@edumaster/mail';
import { mailContract } from '@edumaster/mail/contract-suite';
import type { SMTPServerOptions } from 'smtp-server';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openSmtp } from './index.ts';
import { parseSmtpUrl } from './parse-smtp-url.ts';
import { selfSigned } from '@edumaster/testkit';
import {
  busyAddress,
  credentials,
  lostAddress,
  type ReceivedMail,
  refusedAddress,
  spamAddress,
  startSmtpServer,
  type TestSmtpServer,
} from './testing/test-smtp-server.ts';

const certificate = selfSigned('localhost');
const from = 'EduMaster <no-reply@learn.example>';
const login = `${encodeURIComponent(credentials.user)}:${encodeURIComponent(credentials.password)}@`;

const started: TestSmtpServer[] = [];
afterAll(() => Promise.all(started.map((server) => server.stop())));

async function serve(options: SMTPServerOptions): Promise<TestSmtpServer> {
  const server = await startSmtpServer({ ...certificate, ...options });
  started.push(server);
  return server;
}

const open = (scheme: 'smtp' | 'smtps', user: string, port: number, query = '') =>
  openSmtp({
    url: `${scheme}://${user}localhost:${port}${query}`,
    from,
    ca: certificate.cert,
    timeoutMilliseconds: 2_000,
  });

function asSent({ headers, text, html }: ReceivedMail): OutgoingMail {
  const header = (name: string) => headers.get(name) ?? '';
  const sender = addressIn(header('from'));
  const replyTo = headers.has('reply-to') ? { replyTo: addressIn(header('reply-to')) } : {};
  return {
    messageId: header('message-id').slice(1, -1),
    to: addressIn(header('to')),
    ...(sender.name === undefined || sender.name === 'EduMaster' ? {} : { fromName: sender.name }),
    ...replyTo,
    subject: header('subject'),
    text,
    html,
  };
}

function addressIn(value: string): { address: string; name?: string } {
  const [, name = '', address = value] = /^(.*?)\s*<([^<>]+)>$/.exec(value) ?? [];
  const unquoted = /^".*"$/s.test(name) ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name;
  return unquoted ? { address, name: unquoted } : { address };
}

function contractOver(scheme: 'smtp' | 'smtps', options: SMTPServerOptions): void {
  const openWorld = async () => {
    const server = await serve(options);
    return {
      mail: open(scheme, login, server.port, '?tls=required'),
      received: async () => server.received.map(asSent),
      breakDown: async () => {
        await server.stop();
        return () => server.start();
      },
    };
  };
  const how = scheme === 'smtps' ? 'TLS' : 'STARTTLS';
  mailContract(`over ${how}, signed in`, openWorld, {
    forGood: refusedAddress,
    forNow: busyAddress,
  });
}

contractOver('smtps', { secure: true });
contractOver('smtp', {});

const mail: OutgoingMail = {
  messageId: 'one@learn.example',
  to: { address: 'ada@example.test' },
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
};

const to = (address: string): OutgoingMail => ({ ...mail, to: { address } });

describe('a mail', () => {
  test('travels encrypted, signed in, for one recipient, and says that a machine wrote it', async () => {
    const server = await serve({});
    await open('smtp', login, server.port).send(mail);
    const [received] = server.received;
    expect(received).toMatchObject({
      isEncrypted: true,
      user: credentials.user,
      envelope: { from: 'no-reply@learn.example', to: ['ada@example.test'] },
    });
    expect(received?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(received?.headers.get('from')).toBe(from);
  });

  test.each([
    ['its content', spamAddress, 'refused'],
    ['nothing but the moment', lostAddress, 'unavailable'],
  ])('that is refused for %s when all was said is %s', async (_, address, code) => {
    const server = await serve({});
    const sending = open('smtp', login, server.port).send(to(address));
    await expect(sending).rejects.toMatchObject({ code });
  });

  test('that is too large for the server is refused for good', async () => {
    const server = await serve({ size: 1_000 });
    const large = { ...mail, text: 'x'.repeat(5_000) };
    const sending = open('smtp', login, server.port).send(large);
    await expect(sending).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('what the operator has to mend lets mails wait', () => {
  test('wrong credentials', async () => {
    const server = await serve({});
    const sending = open('smtp', 'edu:wrong@', server.port).send(mail);
    await expect(sending).rejects.toMatchObject({ code: 'unavailable' });
    await expect(sending).rejects.toThrow(/EAUTH.*535 5\.7\.8/);
    await expect(sending).rejects.not.toThrow(/wrong/);
  });

  test('a server that wants credentials, and gets none', async () => {
    const server = await serve({});
    const sending = open('smtp', '', server.port).send(mail);
    await expect(sending).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a sender that the server does not allow', async () => {
    const server = await serve({
      onMailFrom: (_address, _session, done) =>
        done(Object.assign(new Error('5.7.1 not yours'), { responseCode: 553 })),
    });
    const sending = open('smtp', login, server.port).send(mail);
    await expect(sending).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a certificate of nobody known', async () => {
    const server = await serve({ secure: true });
    const smtp = openSmtp({ url: `smtps://${login}localhost:${server.port}`, from });
    await expect(smtp.send(mail)).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.received).toEqual([]);
  });

  test('a certificate of another name', async () => {
    const other = selfSigned('mail.example');
    const server = await serve({ secure: true, ...other });
    const url = `smtps://${login}localhost:${server.port}`;
    const smtp = openSmtp({ url, from, ca: other.cert });
    await expect(smtp.send(mail)).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.received).toEqual([]);
  });

  test('a server that offers no encryption where it must: the password is not said', async () => {
    let attempts = 0;
    const server = await serve({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        attempts += 1;
        done(null, { user: 'anybody' });
      },
    });
    const sending = open('smtp', login, server.port, '?tls=required').send(mail);
    await expect(sending).rejects.toMatchObject({ code: 'unavailable' });
    expect([attempts, server.received.length]).toEqual([0, 0]);
    await open('smtp', login, server.port, '?tls=never').send(mail);
    expect([attempts, server.received.length]).toEqual([1, 1]);
  });
});

describe('asked whether it would take mails', () => {
  test('a server says so, and gets none', async () => {
    const server = await serve({});
    const smtp = open('smtp', login, server.port);
    await smtp.check();
    expect([smtp.server, server.received]).toEqual([`localhost:${server.port}`, []]);
  });

  test('a server that knows nobody of that name does not', async () => {
    const server = await serve({});
    const asking = open('smtp', 'edu:wrong@', server.port).check();
    await expect(asking).rejects.toMatchObject({ name: 'MailError', code: 'unavailable' });
  });
});

describe('a server that hangs', () => {
  const open_: { server: Server; sockets: Socket[] }[] = [];
  afterEach(() => {
    for (const { server, sockets } of open_.splice(0)) {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });

  async function hanging(greeting: string, drip?: string): Promise<number> {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {});
      socket.write(greeting);
      if (!drip) return;
      const timer = setInterval(() => socket.write(drip), 50);
      socket.on('close', () => clearInterval(timer));
    });
    open_.push({ server, sockets });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  test.each([
    ['before it greets', ''],
    ['after it greeted', '220 hello\r\n'],
  ])('%s is given up', async (_, greeting) => {
    const port = await hanging(greeting);
    const smtp = openSmtp({ url: `smtp://localhost:${port}`, from, timeoutMilliseconds: 300 });
    await expect(smtp.send(mail)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('and goes on talking is given up too', async () => {
    const port = await hanging('220-hello\r\n', '220-and more\r\n');
    const smtp = openSmtp({ url: `smtp://localhost:${port}`, from, timeoutMilliseconds: 300 });
    await expect(smtp.send(mail)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('the address of a mail server', () => {
  test('has the usual port of its scheme, and credentials decoded', () => {
    expect(parseSmtpUrl('smtps://u%40x:p%3A%2F@mail.example')).toEqual({
      host: 'mail.example',
      port: 465,
      isImplicitTls: true,
      startTls: 'required',
      credentials: { user: 'u@x', pass: 'p:/' },
    });
    expect(parseSmtpUrl('smtp://mail.example').port).toBe(587);
    expect(parseSmtpUrl('smtp://mail.example:2525')).toMatchObject({
      port: 2525,
      startTls: 'required',
      credentials: undefined,
    });
  });

  test('asks for encryption but on this machine, or where it was said', () => {
    const startTls = (url: string) => parseSmtpUrl(url).startTls;
    expect(startTls('smtp://localhost:1025')).toBe('whenOffered');
    expect(startTls('smtp://127.0.0.1:1025')).toBe('whenOffered');
    expect(startTls('smtp://[::1]:1025')).toBe('whenOffered');
    expect(startTls('smtp://127.example')).toBe('required');
    expect(startTls('smtp://relay.internal?tls=never')).toBe('never');
  });
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInside, OutgoingHttp, type OutgoingHttpOptions } from './index.ts';

/** Spellings of places inside, as a person would type them; `PORT` is where somebody listens. */
const typed: readonly string[] = [
  // This machine, in all the ways that a URL can say it.
  'http://127.0.0.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://127.1:PORT/',
  'http://127.0.1:PORT/',
  'http://127.255.255.254:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f000001:PORT/',
  'http://0x7f.0.0.1:PORT/',
  'http://0x7f.1:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://0177.1:PORT/',
  'http://017700000001:PORT/',
  'http://0X7F.0x0.0x0.0x1:PORT/',
  'http://127.0.0.01:PORT/',
  'http://00000177.0.0.1:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://127%2e0%2e0%2e1:PORT/',
  'http://１２７.0.0.1:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://127。0。0。1:PORT/',
  'http://0.0.0.0:PORT/',
  'http://0:PORT/',
  'http://0x0:PORT/',
  'http://0.0.0.1:PORT/',
  'http://[::1]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[0000::0001]:PORT/',
  'http://[::]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://[::ffff:0:127.0.0.1]:PORT/',
  'http://[64:ff9b::127.0.0.1]:PORT/',
  'http://[64:ff9b::7f00:1]:PORT/',
  'http://[64:ff9b:1::7f00:1]:PORT/',
  'http://[2002:7f00:1::]:PORT/',
  'http://[2002:7f00:0001::1]:PORT/',
  'http://[2001:0:7f00:1::1]:PORT/',
  'http://[2001:0:4136:e378:8000:63bf:80ff:fffe]:PORT/',
  'http://[2600:1f18::5efe:127.0.0.1]:PORT/',
  'http://[2600:1f18::200:5efe:7f00:1]:PORT/',
  'http://[fe80::1%25lo]:PORT/',
  'http://[fe80::1%lo]:PORT/',
  'http://[::1%25lo]:PORT/',
  'http://localhost:PORT/',
  'http://LOCALHOST:PORT/',
  'http://localhost.:PORT/',
  'http://localhost..:PORT/',
  'http://ｌｏｃａｌｈｏｓｔ:PORT/',
  // Networks behind the firewall.
  'http://10.0.0.1:PORT/',
  'http://10.255.255.255:PORT/',
  'http://172.16.0.1:PORT/',
  'http://172.31.255.255:PORT/',
  'http://192.168.1.1:PORT/',
  'http://3232235777:PORT/',
  'http://0xc0a80101:PORT/',
  'http://0300.0250.1.1:PORT/',
  'http://100.64.0.1:PORT/',
  'http://100.127.255.255:PORT/',
  'http://198.18.0.1:PORT/',
  'http://192.0.0.8:PORT/',
  'http://192.88.99.1:PORT/',
  'http://[fc00::1]:PORT/',
  'http://[fdff:ffff::1]:PORT/',
  'http://[fe80::1]:PORT/',
  'http://[febf::1]:PORT/',
  'http://[fec0::1]:PORT/',
  'http://[::ffff:10.0.0.1]:PORT/',
  'http://[::ffff:192.168.1.1]:PORT/',
  'http://[64:ff9b::10.0.0.1]:PORT/',
  'http://[2002:c0a8:101::1]:PORT/',
  'http://[100::1]:PORT/',
  // What clouds tell their machines.
  'http://169.254.169.254:PORT/latest/meta-data/',
  'http://2852039166:PORT/',
  'http://0xa9fea9fe:PORT/',
  'http://[::ffff:169.254.169.254]:PORT/',
  'http://[fd00:ec2::254]:PORT/',
  'http://169.254.170.2:PORT/v2/credentials',
  'http://100.100.100.200:PORT/',
  'http://192.0.0.192:PORT/',
  'http://168.63.129.16:PORT/',
  // Nobody in particular.
  'http://224.0.0.1:PORT/',
  'http://239.255.255.250:PORT/',
  'http://255.255.255.255:PORT/',
  'http://240.0.0.1:PORT/',
  'http://192.0.2.1:PORT/',
  'http://198.51.100.1:PORT/',
  'http://203.0.113.1:PORT/',
  'http://[ff02::1]:PORT/',
  'http://[ff0e::1]:PORT/',
  'http://[2001:db8::1]:PORT/',
  'http://[3fff::1]:PORT/',
  'http://[5f00::1]:PORT/',
  'http://[4000::1]:PORT/',
  // What hides the host, or is no web.
  'http://public.example@127.0.0.1:PORT/',
  'http://user:secret@public.example:PORT/',
  'http://127.0.0.1:PORT\\@public.example/',
  'http:127.0.0.1:PORT/',
  'http:\\\\127.0.0.1:PORT\\',
  'http:///127.0.0.1:PORT/',
  ' http://127.0.0.1:PORT/ ',
  'ht\ttp://127.0.0\n.1:PORT/',
  'ftp://127.0.0.1:PORT/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:PORT/_x',
  'data:text/plain,x',
  'unix:/var/run/docker.sock',
  '//127.0.0.1:PORT/',
  '127.0.0.1:PORT',
  'http://',
  '',
];

/** What a name may lead to without anybody typing it. */
const answers: readonly (readonly string[])[] = [
  ['127.0.0.1'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['::ffff:7f00:1'],
  ['10.0.0.1'],
  ['169.254.169.254'],
  ['fd00:ec2::254'],
  ['fe80::1%lo'],
  ['64:ff9b::7f00:1'],
  ['2002:7f00:1::'],
  ['0.0.0.0'],
  ['::'],
  ['100.64.0.1'],
  // One is outside, and that it comes first is no reason to trust it.
  ['8.8.8.8', '127.0.0.1'],
  ['127.0.0.1', '8.8.8.8'],
  ['2606:4700::1111', '::1'],
  // A resolver gone mad.
  ['0177.0.0.1'],
  ['2130706433'],
  ['localhost'],
  [''],
];

let connections = 0;
let victim: Server;
let victimPort: number;
let outside: Server;
let outsidePort: number;
const open = new Set<Socket>();

/** Stands for a server on the internet: the only address of this machine that is allowed. */
const outsideAddress = '127.0.0.2';

beforeAll(async () => {
  victim = createServer((_request, response) => response.end('the secret'));
  victim.on('connection', (socket) => {
    connections += 1;
    open.add(socket);
  });
  // On every address of the machine, where it has IPv6.
  victim.listen(0, '::').on('error', () => victim.listen(0, '0.0.0.0'));
  await once(victim, 'listening');
  victimPort = (victim.address() as AddressInfo).port;
  outside = createServer((request, response) => {
    const to = request.url ?? '/';
    if (to === '/redirect') {
      response.writeHead(302, { location: `http://127.0.0.1:${victimPort}/` }).end();
    } else response.end(`hello from ${request.headers.host}`);
  });
  outside.listen(0, outsideAddress);
  await once(outside, 'listening');
  outsidePort = (outside.address() as AddressInfo).port;
});
afterAll(() => {
  for (const socket of open) socket.destroy();
  victim.close();
  outside.close();
});

const client = (options: OutgoingHttpOptions = {}) =>
  new OutgoingHttp({ allowHttp: true, ports: 'any', ...options });

/** How it ended, and how many connections reached the machine meanwhile. */
async function outcomeOf(http: OutgoingHttp, url: string): Promise<[string, number]> {
  const before = connections;
  const code = await http.send({ url }).then(
    ({ body }) => `answered: ${body}`,
    (error: { code?: string }) => String(error.code),
  );
  return [code, connections - before];
}

describe('an address that points inside', () => {
  it('is one of more than eighty, and somebody would answer there', async () => {
    expect(typed.length + answers.length).toBeGreaterThan(100);
    const reached = client({ allowedNetworks: ['127.0.0.1/32'] });
    const url = `http://127.0.0.1:${victimPort}/`;
    expect(await outcomeOf(reached, url)).toEqual(['answered: the secret', 1]);
  });

  it.each(typed)('%j is refused without a connection', async (address) => {
    const url = address.replace('PORT', String(victimPort));
    expect(await outcomeOf(client(), url)).toEqual(['address_refused', 0]);
  });

  it.each(typed)('%j is refused as https too', async (address) => {
    const url = address.replace('PORT', String(victimPort)).replace(/^http:/, 'https:');
    expect(await outcomeOf(client(), url)).toEqual(['address_refused', 0]);
  });

  it.each(answers)('behind a name that leads to %j %j is refused', async (...addresses) => {
    const http = client({ resolve: async () => addresses });
    const url = `http://hooks.example:${victimPort}/`;
    expect(await outcomeOf(http, url)).toEqual(['address_refused', 0]);
  });

  it('behind a name that leads elsewhere the second time is never asked: there is no second time', async () => {
    let asked = 0;
    const resolve = async () => [(asked += 1) === 1 ? outsideAddress : '127.0.0.1'];
    const http = client({ resolve, allowedNetworks: [`${outsideAddress}/32`] });
    const url = `http://rebinding.example:${outsidePort}/`;
    const host = `rebinding.example:${outsidePort}`;
    expect(await outcomeOf(http, url)).toEqual([`answered: hello from ${host}`, 0]);
    expect(asked).toBe(1);
    expect(await outcomeOf(http, url)).toEqual(['address_refused', 0]);
  });

  it('at the end of a redirect is not followed to', async () => {
    const before = connections;
    const http = client({ allowedNetworks: [`${outsideAddress}/32`] });
    const answer = await http.send({ url: `http://${outsideAddress}:${outsidePort}/redirect` });
    expect(answer.status).toBe(302);
    expect(answer.headers['location']).toBe(`http://127.0.0.1:${victimPort}/`);
    expect(connections).toBe(before);
  });

  it('says the same whether somebody listens there or not', async () => {
    const messages = await Promise.all(
      [victimPort, 1].map((port) =>
        client()
          .send({ url: `http://127.0.0.1:${port}/` })
          .catch(({ message }: Error) => message),
      ),
    );
    expect(new Set(messages).size).toBe(1);
  });
});

describe('an address outside', () => {
  it.each(['8.8.8.8', '1.1.1.1', '193.99.144.80', '2606:4700:4700::1111', '2a00:1450:4001::1'])(
    '%s is one',
    (address) => {
      expect(isInside(address)).toBe(false);
    },
  );

  it.each(['8.8.8', '0x8.8.8.8', 'localhost', '', '8.8.8.8 ', '2606:4700::1%eth0', '[::1]'])(
    '%j is none: only what a resolver gives is judged',
    (address) => {
      expect(isInside(address)).toBe(true);
    },
  );
});

import { callerOf } from '@edumaster/http/server';
import { silentLog } from '@edumaster/kernel';
import fastify, { type FastifyInstance } from 'fastify';
import { beforeEach, expect, test } from 'vitest';
import { TrustedProxies } from './client-address.ts';
import { rememberCallers } from './remember-callers.ts';
import { SignedContext } from './signed-context.ts';

const signedContext = new SignedContext('a root secret that only tests use, of more than 32 bytes');
let warnings: string[];
let app: FastifyInstance;

beforeEach(async () => {
  warnings = [];
  app = fastify();
  rememberCallers(app, {
    proxies: new TrustedProxies(['10.0.0.1']),
    signedContext,
    log: {
      debug: () => {},
      info: () => {},
      warn: (_, message) => void warnings.push(message),
      error: () => {},
      child: () => silentLog,
    },
  });
  app.get('/', async (request) => callerOf(request).address);
});

const ask = async (remoteAddress: string, headers: Record<string, string> = {}) =>
  (await app.inject({ url: '/', remoteAddress, headers })).body;

test('a page asks for its visitor, and nobody else can say so', async () => {
  const context = signedContext.sign({ host: 'localhost', address: '198.51.100.1' });
  expect(await ask('127.0.0.1', { 'x-em-ctx': context })).toBe('198.51.100.1');
  const forged = new SignedContext('another root secret of a test, of more than 32 bytes').sign({
    host: 'localhost',
    address: '198.51.100.1',
  });
  expect(await ask('127.0.0.1', { 'x-em-ctx': forged })).toBe('127.0.0.1');
});

test('a proxy is believed, anybody else is not, and the operator is told once', async () => {
  const headers = { 'x-forwarded-for': '198.51.100.1' };
  expect(await ask('10.0.0.1', headers)).toBe('198.51.100.1');
  expect(warnings).toEqual([]);
  expect(await ask('10.0.0.2', headers)).toBe('10.0.0.2');
  expect(await ask('10.0.0.3', headers)).toBe('10.0.0.3');
  expect(warnings).toHaveLength(1);
});

test('no other header says where a request comes from', async () => {
  const headers = {
    forwarded: 'for=198.51.100.1',
    'x-real-ip': '198.51.100.1',
    'true-client-ip': '198.51.100.1',
    'cf-connecting-ip': '198.51.100.1',
  };
  expect(await ask('10.0.0.1', headers)).toBe('10.0.0.1');
});

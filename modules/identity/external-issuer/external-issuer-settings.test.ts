import { loadSettings } from '@edumaster/settings';
import { expect, it } from 'vitest';
import { identitySettings } from '../config.ts';
import { externalIssuerOf } from './external-issuer-settings.ts';

const issuerOf = (environment: Record<string, string>) =>
  externalIssuerOf(loadSettings([identitySettings], environment).of(identitySettings));

const whole = {
  EDUMASTER_ISSUER_URL: 'https://id.example.com/realms/school',
  EDUMASTER_ISSUER_CLIENT_ID: 'lms',
  EDUMASTER_ISSUER_CLIENT_SECRET: 'secret',
};

it('is the embedded one when nothing is set', () => {
  expect(issuerOf({})).toBeUndefined();
});

it('is another one with its client and its rules', () => {
  const rules = [{ claim: 'realm_access.roles', value: 'lms-admin', role: 'admin' }];
  const given = { ...whole, EDUMASTER_ISSUER_ROLES: JSON.stringify(rules) };
  expect(issuerOf(given)).toEqual({
    url: 'https://id.example.com/realms/school',
    clientId: 'lms',
    clientSecret: 'secret',
    audience: undefined,
    roles: rules,
  });
});

it.each([
  [{ EDUMASTER_ISSUER_URL: whole.EDUMASTER_ISSUER_URL }, /CLIENT_ID is needed.*\n.*CLIENT_SECRET/],
  [{ EDUMASTER_ISSUER_CLIENT_ID: 'lms' }, /EDUMASTER_ISSUER_URL is needed/],
  [{ ...whole, EDUMASTER_ISSUER_URL: 'http://id.example.com' }, /must be an https:/],
  [{ ...whole, EDUMASTER_ISSUER_URL: 'id.example.com' }, /must be the address/],
  [{ ...whole, EDUMASTER_ISSUER_ROLES: '[' }, /is not valid JSON/],
  [{ ...whole, EDUMASTER_ISSUER_ROLES: '[{"claim":"a","value":"b","role":"king"}]' }, /role/],
  [{ ...whole, EDUMASTER_ISSUER_ROLES: '[{"claim":"a","value":"b","role":"admin","x":1}]' }, /x/],
])('names what is wrong with %j', (given, problem) => {
  expect(() => issuerOf(given)).toThrow(problem);
});

it('may be on this machine without TLS', () => {
  const url = 'http://localhost:8080/realms/school';
  expect(issuerOf({ ...whole, EDUMASTER_ISSUER_URL: url })?.url).toBe(url);
});

export { FakeIdentity } from './fake-identity.ts';
export { FakeKnownHosts } from './fake-known-hosts.ts';

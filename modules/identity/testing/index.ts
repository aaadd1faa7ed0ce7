export { FakeIdentity } from './fake-identity.ts';
export { FakeKnownHosts } from './fake-known-hosts.ts';
export { TestAuthenticator } from './test-authenticator.ts';
export { type ForeignAccount, TestProvider } from './test-provider.ts';
export { type Forgery, forgedTokens } from './forged-tokens.ts';
export { mailedPages } from './mailed-pages.ts';
export { type BareIssuer, startBareIssuer } from './bare-issuer.ts';

import { afterAll, beforeEach } from 'vitest';
import { platform } from './sign-in-journey.ts';
import { TestProvider } from './test-provider.ts';
import { useIdentityWorld } from './use-identity-world.ts';

/** Providers that people have accounts at, and a world that lets them sign in there. */
export function useProviders() {
  const opened: { school?: TestProvider; firm?: TestProvider } = {};
  const isOpen = (provider: TestProvider | undefined): TestProvider => {
    if (!provider) throw new Error('the providers are there inside tests and hooks only');
    return provider;
  };
  const world = useIdentityWorld(async () => {
    const redirectUri = `${platform}/auth/provider-callback`;
    const school = (opened.school = await TestProvider.open({ redirectUri }));
    const firm = (opened.firm = await TestProvider.open({ redirectUri, isTalkative: true }));
    const providers = [
      school.settings(),
      firm.settings({ id: 'firm', name: 'Firm', emailDomains: ['firm.test'] }),
    ];
    return { EDUMASTER_SIGN_IN_PROVIDERS: JSON.stringify(providers) };
  });
  beforeEach(() => {
    for (const provider of [opened.school, opened.firm]) if (provider) provider.lies = undefined;
  });
  afterAll(() => Promise.all([opened.school?.close(), opened.firm?.close()]));
  /** The texts of a statement's column `value`, for the person with this address. */
  async function column(statement: string, email: string): Promise<readonly string[]> {
    const { rows } = await world.database.owner.query<{ value: string }>(statement, [email]);
    return rows.map(({ value }) => value);
  }
  /** Subjects of the accounts elsewhere that belong to a person here. */
  const links = (email: string) =>
    column(
      `select f.subject as value from identity.foreign_identities f
       join identity.persons p on p.id = f.person_id where p.email = $1`,
      email,
    );
  return {
    world,
    /** Of anybody. */
    get school() {
      return isOpen(opened.school);
    },
    /** Speaks for `firm.test`, and tells the address in the ID token. */
    get firm() {
      return isOpen(opened.firm);
    },
    column,
    links,
  };
}

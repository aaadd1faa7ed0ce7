import { Identity } from '@edumaster/identity';
import { type Actor, type Id, systemCtx } from '@edumaster/kernel';
import { marketplaceTenantId, Tenancy } from '@edumaster/tenancy';
import { type Visitor, visitor } from '../running-server/visitor.ts';
import type { InstallationUnderTest } from './installation-under-test.ts';

/** Everybody's. */
export const castPassword = 'a long enough password';

export interface Person {
  /** As it stands in names of tests: `instructor of the marketplace`. */
  readonly title: string;
  readonly userId: Id<'user'>;
  readonly email: string;
  /** In the tenant of the place that they belong to. */
  readonly roles: readonly string[];
  /** Signed in, on the host of a place. */
  at(place: Place): Promise<Visitor>;
}

/** A tenant with its host and one person of each of its roles. */
export interface Place {
  readonly name: 'marketplace' | 'academy';
  readonly tenantId: Id<'tenant'>;
  readonly url: string;
  readonly people: readonly Person[];
  /** Who makes the objects. */
  readonly author: Person;
}

export interface Cast {
  readonly marketplace: Place;
  readonly academy: Place;
  /** Signed in, and a member nowhere but as a student of the marketplace. */
  readonly stranger: Person;
}

const marketplaceRoles = ['student', 'instructor', 'moderator', 'admin'];
const academyRoles = ['member', 'staff', 'owner'];

export async function castPeople(installation: InstallationUnderTest): Promise<Cast> {
  const { opened, url } = installation;
  const tenancy = opened.container.get(Tenancy, { strict: false });
  const academy = await tenancy.provision(systemCtx('a test needs a second tenant'), {
    kind: 'academy',
    name: 'Other Academy',
    subdomain: 'other',
  });
  // Many objects are made there, and which of them a tier has room for is another question.
  const ctx = systemCtx('a test needs room');
  await tenancy.changeTier(ctx, { tenantId: academy.id, tier: 'unlimited' });
  const people = new People(installation);
  const marketplace = { tenantId: marketplaceTenantId, name: 'marketplace', url } as const;
  const otherUrl = url.replace('//localhost', '//other.localhost');
  const other = { tenantId: academy.id, name: 'academy', url: otherUrl } as const;
  return {
    marketplace: {
      ...marketplace,
      people: await people.ofRoles(marketplace, marketplaceRoles),
      author: await people.make(marketplace, 'author', ['instructor']),
    },
    academy: {
      ...other,
      people: await people.ofRoles(other, academyRoles),
      author: await people.make(other, 'author', ['staff']),
    },
    stranger: await people.make(marketplace, 'stranger', ['student']),
  };
}

/** What somebody who comes of themself is in a place. */
export function newcomerRole({ name }: Pick<Place, 'name'>): string {
  return name === 'marketplace' ? 'student' : 'member';
}

/** What requests about roles name, which differ from place to place. */
export function rolesToName(place: Pick<Place, 'name'>): { role: string; otherRole: string } {
  const otherRole = place.name === 'marketplace' ? 'instructor' : 'staff';
  return { role: newcomerRole(place), otherRole };
}

/** The actor that a person is in a place. */
export function actorIn(place: Place, person: Person | undefined): Actor {
  if (!person) return { kind: 'anonymous' };
  const isMember = place.people.includes(person) || place.author === person;
  return { kind: 'user', userId: person.userId, roles: isMember ? person.roles : [] };
}

type Home = Pick<Place, 'tenantId' | 'name' | 'url'>;

class People {
  readonly #installation: InstallationUnderTest;

  constructor(installation: InstallationUnderTest) {
    this.#installation = installation;
  }

  ofRoles(home: Home, roles: readonly string[]): Promise<Person[]> {
    return Promise.all(roles.map((role) => this.make(home, role, [role])));
  }

  async make(home: Home, title: string, roles: readonly string[]): Promise<Person> {
    const identity = this.#installation.opened.container.get(Identity, { strict: false });
    const email = `${title}.${home.name}@isolation.test`;
    const { id: userId } = await identity.provision(systemCtx('a test needs people'), {
      tenantId: home.tenantId,
      person: { email, password: castPassword, name: `${title} of the ${home.name}`, roles },
    });
    const logIn = tokenKeeper(home.url, email);
    return {
      title: `${title} of the ${home.name}`,
      userId,
      email,
      roles,
      at: async ({ url }) => visitor(url, await logIn(), userId),
    };
  }
}

/**
 * Logs in at home, since whoever logs in elsewhere becomes a member there. Access tokens last five
 * minutes, and a long run takes longer.
 */
function tokenKeeper(url: string, email: string): () => Promise<string> {
  let kept: { token: Promise<string>; until: number } | undefined;
  return () => {
    if (!kept || kept.until < Date.now()) {
      const token = visitor(url)
        .api.logIn({ body: { email, password: castPassword } })
        .then(({ accessToken }) => accessToken);
      kept = { token, until: Date.now() + 200_000 };
    }
    return kept.token;
  };
}

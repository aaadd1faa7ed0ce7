import { eventually } from '@edumaster/testkit';
import { browserSession } from '../running-server/browser-session.ts';
import { latestMail } from '../running-server/read-mailbox.ts';
import type { Visitor } from '../running-server/visitor.ts';
import type { InstallationUnderTest } from './installation-under-test.ts';
import { makeObject } from './objects.ts';
import { type Cast, castPassword, type Person, type Place } from './people.ts';
import type { SampleRequest } from './samples/route-sample.ts';

interface Scene {
  readonly place: Place;
  /** Who may. */
  readonly person: Person;
  readonly cast: Cast;
  readonly installation: InstallationUnderTest;
}

interface Prepared {
  readonly request: SampleRequest;
  /** By default with a token. */
  readonly by?: Pick<Visitor, 'send'>;
  /** Whose log it is written into, where that is not the place's. */
  readonly tenantId?: string;
}

/** Sees to it that a request succeeds. */
export type PreparedCall = (scene: Scene) => Promise<Prepared>;

const phoneNumber = '+4915112345678';
const application = { headline: 'Bread', bio: 'I bake.', country: 'IN', phoneNumber };

/** Of routes whose sample is refused by a rule of the business, since something has to be there first. */
export const preparedCalls: Readonly<Record<string, PreparedCall>> = {
  async resendInvitation({ place, person, installation }) {
    const { invitationId } = await makeObject('invitation', person, place);
    await installation.database.pools.system.query(
      `update identity.invitations set sent_at = sent_at - interval '1 hour' where id = $1`,
      [invitationId],
    );
    return { request: { params: { id: invitationId } } };
  },

  async startImpersonation({ place, person, cast }) {
    const { email } = person;
    const browser = await browserSession(place.url, { email, password: castPassword });
    const body = { userId: cast.stranger.userId, reason: 'They asked for help', minutes: 5 };
    return { request: { body }, by: browser.at(place.url) };
  },

  async changeTier({ cast }) {
    const { tenantId } = cast.academy;
    return { request: { params: { id: tenantId }, body: { tier: 'business' } }, tenantId };
  },

  async decideInstructor({ place, cast }) {
    const { api, userId } = await cast.stranger.at(place);
    await api.applyAsInstructor({ body: application });
    const body = { decision: 'reject', reason: 'The papers are missing' };
    return { request: { params: { userId }, body } };
  },

  async removeMyDocument({ place, person }) {
    const { api } = await person.at(place);
    const { mediaId } = await makeObject('document', person, place);
    await eventually('the paper to be part of the application', async () => {
      const { documents } = await api.readMyApplication();
      return documents.some(({ id }) => id === mediaId) ? true : undefined;
    });
    return { request: { params: { id: mediaId } } };
  },

  async verifyPhone({ place, person }) {
    const since = new Date(Date.now() - 1);
    await (await person.at(place)).api.sendPhoneCode({ body: { phoneNumber } });
    const { text } = await latestMail(place.url, phoneNumber, { since });
    const [code] = /\b\d{6}\b/.exec(text) ?? [];
    return { request: { body: { phoneNumber, code } } };
  },
};

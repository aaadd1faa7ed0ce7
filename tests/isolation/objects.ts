import { TestAuthenticator } from '@edumaster/identity/testing';
import { eventually } from '@edumaster/testkit';
import { newArticleCourse } from '../running-server/new-article-course.ts';
import { type Visitor, visitor } from '../running-server/visitor.ts';
import { castPassword, newcomerRole, type Person, type Place } from './people.ts';
import { runners } from './samples/route-sample.ts';

/** Ids that a request can name; each kind of object fills in those that it has. */
export type Ids = Readonly<Record<string, string>>;

/** Somebody who may publish in a place. */
async function reviewer(place: Place): Promise<Visitor> {
  const roles = ['moderator', 'staff'];
  const person = place.people.find((one) => one.roles.some((role) => roles.includes(role)));
  if (!person) throw new Error(`nobody reviews in the ${place.name}`);
  return person.at(place);
}

async function draft(by: Visitor): Promise<Ids> {
  const { courseId, sectionId, lectureId } = await newArticleCourse(by);
  return { courseId, sectionId, lectureId, userId: by.userId };
}

async function inReview(by: Visitor): Promise<Ids> {
  const ids = await draft(by);
  await by.api.submitCourse({ params: { id: ids['courseId'] ?? '' } });
  return ids;
}

async function published(by: Visitor, place: Place): Promise<Ids> {
  const ids = await inReview(by);
  const params = { id: ids['courseId'] ?? '' };
  const decider = await reviewer(place);
  // The queue hears of it by an event.
  await eventually('the review queue to know the course', () =>
    decider.api.publishCourse({ params }).then(
      () => true as const,
      (error: { status?: number }) => {
        if (error.status !== 404 && error.status !== 409) throw error;
        return undefined;
      },
    ),
  );
  return ids;
}

async function enrolled(by: Visitor, place: Place): Promise<Ids> {
  const author = await place.author.at(place);
  const ids = await published(author, place);
  await eventually('the course to be offered', () =>
    by.api.enroll({ body: { courseId: ids['courseId'] ?? '' } }).then(
      () => true as const,
      (error: { status?: number }) => {
        if (error.status !== 404) throw error;
        return undefined;
      },
    ),
  );
  return { ...ids, userId: by.userId };
}

/** Of a free course: it is had at once, and nothing has to happen at a provider. */
async function payment(by: Visitor, place: Place): Promise<Ids> {
  const author = await place.author.at(place);
  const ids = await published(author, place);
  const courseId = ids['courseId'] ?? '';
  const { paymentId } = await eventually('the course to be offered', () =>
    by.api.checkOut({ body: { courseIds: [courseId] } }).catch((error: { status?: number }) => {
      if (error.status !== 404) throw error;
      return undefined;
    }),
  );
  return { ...ids, paymentId, userId: by.userId };
}

async function upload(by: Visitor): Promise<Ids> {
  const body = { filename: 'a.pdf', size: 1_000, contentType: 'application/pdf' };
  const { uploadId } = await by.api.createUpload({ body: { ...body, purpose: 'kyc-document' } });
  return { uploadId };
}

async function media(by: Visitor): Promise<Ids> {
  return uploaded(by, {
    content: 'this is no picture',
    filename: 'a.png',
    contentType: 'image/png',
    purpose: 'thumbnail',
  });
}

async function captions(by: Visitor): Promise<Ids> {
  const ids = await uploaded(by, {
    content: 'this is no video, and can have captions all the same',
    filename: 'a.mp4',
    contentType: 'video/mp4',
    purpose: 'lecture-video',
  });
  const content = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n';
  const params = { id: ids['mediaId'] ?? '' };
  await by.api.addCaptions({ params, body: { language: 'en', content } });
  return ids;
}

/** A text that learners of a draft download. */
async function resource(by: Visitor): Promise<Ids> {
  const ids = await draft(by);
  const { mediaId = '' } = await uploaded(by, {
    content: 'Good morning',
    filename: 'a.txt',
    contentType: 'text/plain',
    purpose: 'resource',
  });
  await eventually('the file to be looked at', async () =>
    (await by.api.readMedia({ params: { id: mediaId } })).status === 'ready' ? true : undefined,
  );
  const params = { id: ids['lectureId'] ?? '' };
  const { id: resourceId } = await by.api.attachResource({ params, body: { mediaId } });
  return { ...ids, mediaId, resourceId };
}

async function document(by: Visitor): Promise<Ids> {
  const ids = await uploaded(by, {
    content: '%PDF-1.7\ntrailer << >>\n%%EOF\n',
    filename: 'a.pdf',
    contentType: 'application/pdf',
    purpose: 'kyc-document',
  });
  const params = { id: ids['mediaId'] ?? '' };
  await eventually('the paper to be looked at', async () =>
    (await by.api.readMedia({ params })).status === 'ready' ? true : undefined,
  );
  return { ...ids, userId: by.userId };
}

interface SmallFile {
  readonly content: string;
  readonly filename: string;
  readonly contentType: string;
  readonly purpose: 'thumbnail' | 'kyc-document' | 'lecture-video' | 'resource';
}

async function uploaded(by: Visitor, { content: text, ...file }: SmallFile): Promise<Ids> {
  const content = Buffer.from(text);
  const { uploadId, parts } = await by.api.createUpload({
    body: { ...file, size: content.length },
  });
  const [part] = parts;
  const sent = await by.send(part?.url ?? '', { method: 'PUT', body: content });
  const etag = sent.headers.get('etag') ?? '';
  const { mediaId } = await by.api.completeUpload({
    params: { id: uploadId },
    body: { parts: [{ number: 1, etag }] },
  });
  return { mediaId, uploadId };
}

async function person(by: Visitor): Promise<Ids> {
  return { userId: by.userId };
}

async function taxDetails(by: Visitor): Promise<Ids> {
  const numbers = { taxNumber: '12345678909' };
  await by.api.changeTaxDetails({ body: { country: 'BR', legalName: 'Asha Rao', numbers } });
  return { userId: by.userId };
}

/** Somebody who came of themself, and is a member of the place. */
async function member(_by: Visitor, place: Place): Promise<Ids> {
  const email = `${crypto.randomUUID()}@isolation.test`;
  const { user } = await visitor(place.url).api.register({
    body: { email, password: 'a long enough password', name: 'Some Member' },
  });
  return { userId: user.id };
}

/** Passkeys are made on the platform's host, whichever tenant the person is of. */
async function passkey({ url, accessToken }: Visitor): Promise<Ids> {
  const platform = new URL(url);
  platform.hostname = 'localhost';
  const owner = visitor(platform.origin, accessToken);
  const options = await owner.api.preparePasskey({ body: { currentPassword: castPassword } });
  const authenticator = new TestAuthenticator(platform.origin);
  const credential = authenticator.register(options as unknown as RegistrationOptions);
  const { id } = await owner.api.addPasskey({ body: { name: 'Phone', credential } });
  return { passkeyId: id };
}

type RegistrationOptions = Parameters<TestAuthenticator['register']>[0];

/** Of somebody new, by whoever runs the place. */
async function invitation(_by: Visitor, place: Place): Promise<Ids> {
  const inviter = place.people.find(({ roles }) => roles.some((role) => runners.includes(role)));
  if (!inviter) throw new Error(`nobody runs the ${place.name}`);
  const { id } = await (
    await inviter.at(place)
  ).api.inviteMember({
    body: { email: `${crypto.randomUUID()}@isolation.test`, roles: [newcomerRole(place)] },
  });
  return { invitationId: id };
}

/** How each kind of object is made through the API, and the permission that its maker needs. */
export const objectKinds = {
  person: { make: person, maker: 'signed-in' },
  member: { make: member, maker: 'member.invite' },
  invitation: { make: invitation, maker: 'member.invite' },
  draft: { make: draft, maker: 'course.create' },
  inReview: { make: inReview, maker: 'course.create' },
  published: { make: published, maker: 'course.create' },
  enrollment: { make: enrolled, maker: 'signed-in' },
  payment: { make: payment, maker: 'signed-in' },
  upload: { make: upload, maker: 'media.upload' },
  media: { make: media, maker: 'course.create' },
  captions: { make: captions, maker: 'captions.edit' },
  taxDetails: { make: taxDetails, maker: 'signed-in' },
  resource: { make: resource, maker: 'course.create' },
  document: { make: document, maker: 'media.upload' },
  passkey: { make: passkey, maker: 'signed-in' },
} as const satisfies Record<
  string,
  { readonly make: (by: Visitor, place: Place) => Promise<Ids>; readonly maker: string }
>;

export type ObjectKind = keyof typeof objectKinds;

/** A new object of the person's own. */
export async function makeObject(kind: ObjectKind, by: Person, place: Place): Promise<Ids> {
  return objectKinds[kind].make(await by.at(place), place);
}

/** Ids of nothing. */
export function absentIds(): Ids {
  const names = [
    'courseId',
    'sectionId',
    'lectureId',
    'userId',
    'uploadId',
    'mediaId',
    'resourceId',
    'passkeyId',
    'invitationId',
    'paymentId',
  ];
  return Object.fromEntries(names.map((name) => [name, crypto.randomUUID()]));
}

import { eventually } from '@edumaster/testkit';
import { latestMail, mailedLink } from './read-mailbox.ts';
import { type Visitor, visitor } from './visitor.ts';

const phoneNumber = '+911234567890';
const password = 'a long enough password';

/** A person whose e-mail address is proven. */
export async function provenVisitor(url: string, name: string): Promise<Visitor> {
  const email = `${crypto.randomUUID()}@example.test`;
  const { accessToken, user } = await visitor(url).api.register({
    body: { email, password, name },
  });
  const person = visitor(url, accessToken, user.id);
  const me = await person.api.readMe();
  if (!me.emailVerified) {
    await person.api.requestEmailVerification();
    const token = new URL(await mailedLink(url, email)).searchParams.get('token') ?? '';
    await visitor(url).api.verifyEmail({ body: { token, password } });
  }
  return person;
}

/** Somebody who applied to teach, with everything that it takes. @returns the id of the person */
export async function newApplicant(url: string, name: string): Promise<string> {
  const person = await provenVisitor(url, name);
  const { api } = person;
  const details = { headline: 'Bakes bread', bio: 'For twenty years.', country: 'IN' };
  await api.applyAsInstructor({ body: { ...details, phoneNumber } });
  await provePhone(url, person);
  const numbers = { pan: 'AAPFU0939F' };
  await api.changeTaxDetails({ body: { country: 'IN', legalName: name, numbers } });
  for (const kind of ['identity-front', 'address'] as const) await handIn(person, kind);
  await eventually('the application to be whole', async () =>
    (await api.readMyApplication()).missing.length === 0 ? true : undefined,
  );
  return person.userId;
}

async function provePhone(url: string, { api }: Visitor): Promise<void> {
  const since = new Date(Date.now() - 1);
  await api.sendPhoneCode({ body: { phoneNumber } });
  const { text } = await latestMail(url, phoneNumber, { since });
  const [code = ''] = /\b\d{6}\b/.exec(text) ?? [];
  await api.verifyPhone({ body: { phoneNumber, code } });
}

async function handIn(person: Visitor, documentKind: 'identity-front' | 'address'): Promise<void> {
  const content = Buffer.from('%PDF-1.7\ntrailer << >>\n%%EOF\n');
  const { uploadId, parts } = await person.api.createUpload({
    body: {
      filename: 'paper.pdf',
      size: content.length,
      contentType: 'application/pdf',
      purpose: 'kyc-document',
      documentKind,
    },
  });
  const [part] = parts;
  const sent = await person.send(part?.url ?? '', { method: 'PUT', body: content });
  const etag = sent.headers.get('etag') ?? '';
  await person.api.completeUpload({
    params: { id: uploadId },
    body: { parts: [{ number: 1, etag }] },
  });
}

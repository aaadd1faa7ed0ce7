import { AppError } from '@edumaster/kernel';
import { Mailbox } from '@edumaster/mail';
import { Installation, type PlainRoutes } from '@edumaster/module';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type MessagingSettings, messagingSettingsToken } from '../config.ts';
import { firstLink } from '../domain/first-link.ts';
import type { Html } from '../templates/html.ts';
import { mayReadMailbox } from './mailbox-access.ts';
import { mailboxPage, messagePage } from './mailbox-pages.ts';
import { mailboxStyle } from './mailbox-style.ts';

const pagePolicy =
  "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'none'";

/** For what mails bring along: no script, nothing from elsewhere, no door to the page around it. */
const contentPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'self'; " +
  'sandbox allow-popups allow-popups-to-escape-sandbox';

const listQuery = z.object({ to: z.string().trim().min(1).max(320).optional().catch(undefined) });

type OneMessage = FastifyRequest<{ Params: { readonly id: string } }>;

/**
 * What was kept instead of being sent, on the embedded start only:
 *
 * - `GET /dev/mail?to=` the list, `GET /dev/mail/<id>` one message, `…/content` its HTML by itself
 * - `GET /dev/mail/messages.json?to=` → `{items: [{id, kind, to, subject, text, html, link, …}]}`,
 *   the newest first; `link` is the first address in the text
 * - `DELETE /dev/mail` → 204, and `POST /dev/mail/deletion` for the page's button: forget everything
 *
 * Who may look is in `mailbox-access.ts`; everybody else gets 403.
 */
@Injectable()
export class MailboxRoutes implements PlainRoutes {
  readonly #installation: Installation;
  readonly #listensOn: string | undefined;
  readonly #mailbox: Mailbox | undefined;

  constructor(
    installation: Installation,
    @Inject(messagingSettingsToken) settings: MessagingSettings,
    @Optional() @Inject(Mailbox) mailbox: Mailbox | undefined,
  ) {
    this.#installation = installation;
    this.#listensOn = settings.EDUMASTER_HOST;
    this.#mailbox = mailbox;
  }

  mount(app: FastifyInstance): void {
    const mailbox = this.#mailbox;
    if (this.#installation.mode !== 'embedded' || !mailbox) return;
    app.register(async (scope) => {
      // The button's form has no fields.
      scope.addContentTypeParser('application/x-www-form-urlencoded', (_request, body, done) => {
        body.resume();
        done(null, undefined);
      });
      scope.addHook('onRequest', async (request, reply) => this.#admit(request, reply));
      scope.get('/dev/mail', (request, reply) => list(mailbox, request, reply));
      scope.get('/dev/mail/messages.json', (request) => listJson(mailbox, request));
      scope.get('/dev/mail/style.css', (_request, reply) =>
        reply.type('text/css; charset=utf-8').send(mailboxStyle),
      );
      scope.get('/dev/mail/:id', (request: OneMessage, reply) => show(mailbox, request, reply));
      scope.get('/dev/mail/:id/content', (request: OneMessage, reply) =>
        showContent(mailbox, request, reply),
      );
      scope.delete('/dev/mail', async (_request, reply) => {
        await mailbox.clear();
        return reply.code(204).send();
      });
      scope.post('/dev/mail/deletion', async (_request, reply) => {
        await mailbox.clear();
        return reply.redirect('/dev/mail', 303);
      });
    });
  }

  async #admit(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    reply.header('cache-control', 'no-store');
    const { hostname, headers, method } = request;
    const call = { hostname, headers, peer: request.socket.remoteAddress ?? '' };
    const rules = { origin: this.#installation.origin, listensOn: this.#listensOn };
    if (!mayReadMailbox(call, rules)) {
      const detail =
        'The mailbox is for the person at the machine that EduMaster runs on: open it there, at ' +
        'its localhost address.';
      throw new AppError('forbidden', { detail });
    }
    if (method !== 'GET' && method !== 'HEAD') refuseOtherSites(request);
  }
}

/** A page from elsewhere cannot read the answers, but could empty the mailbox by a form. */
function refuseOtherSites({ headers, host }: FastifyRequest): void {
  const site = headers['sec-fetch-site'];
  const isOwnSite = site === undefined || site === 'same-origin' || site === 'none';
  const { origin } = headers;
  const isOwnOrigin = origin === undefined || URL.parse(origin)?.host === host;
  if (!isOwnSite || !isOwnOrigin) throw new AppError('forbidden');
}

async function list(
  mailbox: Mailbox,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { to } = listQuery.parse(request.query);
  const messages = await mailbox.list(to === undefined ? {} : { to });
  return sendPage(reply, mailboxPage({ messages, to, now: new Date() }));
}

async function listJson(mailbox: Mailbox, request: FastifyRequest): Promise<object> {
  const { to } = listQuery.parse(request.query);
  const messages = await mailbox.list(to === undefined ? {} : { to });
  return { items: messages.map((message) => ({ ...message, link: firstLink(message.text) })) };
}

async function show(
  mailbox: Mailbox,
  request: OneMessage,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const message = await mailbox.find(request.params.id);
  if (!message) throw new AppError('not_found');
  return sendPage(reply, messagePage({ message, link: firstLink(message.text) }));
}

async function showContent(
  mailbox: Mailbox,
  request: OneMessage,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const message = await mailbox.find(request.params.id);
  if (!message?.html) throw new AppError('not_found');
  // In its frame a link would be followed inside of it, where no page of ours opens.
  const content = message.html.replace('<head>', '<head>\n<base target="_blank">');
  return reply
    .header('content-security-policy', contentPolicy)
    .header('x-frame-options', 'SAMEORIGIN')
    .type('text/html; charset=utf-8')
    .send(content);
}

function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  return reply
    .header('content-security-policy', pagePolicy)
    .type('text/html; charset=utf-8')
    .send(page.source);
}

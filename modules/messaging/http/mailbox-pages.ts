import type { KeptMessage } from '@edumaster/mail';
import { html, type Html } from '../templates/html.ts';

interface MailboxView {
  /** The newest first. */
  readonly messages: readonly KeptMessage[];
  /** Whose messages these are; everybody's without it. */
  readonly to: string | undefined;
  readonly now: Date;
}

export function mailboxPage({ messages, to, now }: MailboxView): Html {
  const heading = to === undefined ? 'Mailbox' : `Mailbox of ${to}`;
  return page(
    heading,
    html` <header class="top">
        <div>
          <h1>${heading}</h1>
          <p class="soft">Nothing leaves this machine: here is what would have been sent.</p>
        </div>
        <nav class="actions" aria-label="Mailbox">
          <a class="button quiet" href="${listAddress(to)}">Refresh</a>
          ${messages.length > 0 ? deletionForm : html``}
        </nav>
      </header>
      <form class="search" method="get" action="/dev/mail" role="search">
        <label for="to">To</label>
        <input
          id="to"
          name="to"
          type="text"
          value="${to ?? ''}"
          placeholder="person@example.com"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
        />
        <button class="button quiet">Show</button>
        ${to === undefined ? html`` : html`<a class="button quiet" href="/dev/mail">Everybody</a>`}
      </form>
      <main>${messages.length > 0 ? listOf(messages, now) : emptyState(to)}</main>`,
  );
}

const deletionForm = html`<form method="post" action="/dev/mail/deletion">
  <button class="button danger">Delete all</button>
</form>`;

function listOf(messages: readonly KeptMessage[], now: Date): Html {
  return html`<ol class="messages">
    ${messages.map((message) => listItem(message, now))}
  </ol>`;
}

function listItem({ id, kind, to, subject, text, keptAt }: KeptMessage, now: Date): Html {
  return html`<li>
    <a href="/dev/mail/${id}">
      <span class="who">${to.name ?? to.address}</span>
      <span class="what">${kind === 'sms' ? 'Text message' : subject}</span>
      <span class="snippet soft">${snippetOf(text)}</span>
      <time class="when soft" datetime="${keptAt}">${ago(keptAt, now)}</time>
    </a>
  </li>`;
}

function emptyState(to: string | undefined): Html {
  const hint =
    to === undefined
      ? html`Sign up, or ask for a new password, and the message appears here a moment later.`
      : html`Nobody has written to this address yet. Is it spelt as it was typed in?`;
  return html`<div class="empty">
    <p class="empty-title">No messages</p>
    <p class="soft">${hint}</p>
  </div>`;
}

interface MessageView {
  readonly message: KeptMessage;
  /** Where the message asks to go. */
  readonly link: string | null;
}

export function messagePage({ message, link }: MessageView): Html {
  const { kind, subject } = message;
  const heading = kind === 'sms' ? 'Text message' : subject;
  return page(
    heading,
    html` <nav class="actions" aria-label="Mailbox">
        <a class="button quiet" href="/dev/mail">← All messages</a>
        <a class="button quiet" href="${listAddress(message.to.address)}">All to this person</a>
      </nav>
      <main>
        <h1>${heading}</h1>
        ${detailsOf(message)}
        ${link === null ? html`` : html`<p><a class="button" href="${link}">Open the link</a></p>`}
        ${message.html === null ? html`` : frameOf(message)}
        <h2>${kind === 'sms' ? 'Text' : 'Text version'}</h2>
        <pre tabindex="0" aria-label="Text of the message">${message.text}</pre>
      </main>`,
  );
}

function detailsOf({ to, fromName, replyTo, messageId, keptAt }: KeptMessage): Html {
  const rows = [
    ['To', addressOf(to)],
    ['Sender', fromName],
    ['Answers to', replyTo && addressOf(replyTo)],
    ['At', `${keptAt.slice(0, 10)} ${keptAt.slice(11, 19)} UTC`],
    ['Message-ID', messageId],
  ].filter((row): row is [string, string] => row[1] !== undefined);
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function frameOf({ id }: KeptMessage): Html {
  return html`<h2>As a mail program shows it</h2>
    <iframe
      title="The mail as a mail program shows it"
      src="/dev/mail/${id}/content"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerpolicy="no-referrer"
    ></iframe>`;
}

function page(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} – EduMaster</title>
        <link rel="stylesheet" href="/dev/mail/style.css" />
      </head>
      <body>
        ${content}
      </body>
    </html> `;
}

function listAddress(to: string | undefined): string {
  return to === undefined ? '/dev/mail' : `/dev/mail?${new URLSearchParams({ to })}`;
}

function addressOf({ address, name }: { address: string; name?: string }): string {
  return name === undefined ? address : `${name} <${address}>`;
}

const snippetLength = 140;

function snippetOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > snippetLength ? `${line.slice(0, snippetLength)}…` : line;
}

/** Short, for the list; the exact time stands in the message. */
function ago(keptAt: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(keptAt)) / 1_000);
  if (seconds < 60) return 'just now';
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  return keptAt.slice(0, 10);
}

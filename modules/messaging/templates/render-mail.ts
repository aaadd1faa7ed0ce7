import { html, type Html } from './html.ts';
import { buttonColors } from './mail-colors.ts';
import type { MailText } from './mail-text.ts';
import { mailStyle } from './mail-style.ts';
import type { Texts } from './texts.ts';

export interface MailSite {
  /** Fit for a line of text. */
  readonly name: string;
  /** Public address, without a path. */
  readonly origin: string;
  readonly primaryColor: string | null;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const longestSubject = 200;

/** The same content as text and as HTML. Nothing in it is loaded from anywhere. */
export function renderMail(mail: MailText, site: MailSite, texts: Texts): RenderedMail {
  for (const action of [mail.action, mail.otherAction]) assertWebAddress(action?.link);
  return {
    subject: mail.subject.slice(0, longestSubject),
    text: asText(mail, site, texts),
    html: asHtml(mail, site, texts).source,
  };
}

/** A link is made by this program; anything else is a bug. */
function assertWebAddress(link: string | undefined): void {
  if (link !== undefined && !/^https?:$/.test(new URL(link).protocol)) {
    throw new Error('a mail leads to the web and nowhere else');
  }
}

function asText(mail: MailText, site: MailSite, { frame }: Texts): string {
  const { heading, paragraphs, quote, action, otherAction, notes = [] } = mail;
  const blocks = [
    heading,
    ...paragraphs,
    ...(quote === undefined ? [] : [quote.replace(/^/gm, '> ')]),
    ...(action ? [`${action.label}:\n${action.link}`] : []),
    ...(otherAction ? [`${otherAction.label}:\n${otherAction.link}`] : []),
    ...notes,
    // The mark that mail programs know a signature by.
    `-- \n${frame.reason(site.name)}\n${site.origin}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function asHtml(mail: MailText, site: MailSite, { frame, language }: Texts): Html {
  const { heading, paragraphs, quote, otherAction, notes = [] } = mail;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
        <title>${mail.subject}</title>
        <style>
          ${mailStyle}
        </style>
      </head>
      <body class="paper">
        <div class="preview">${previewOf(mail)}</div>
        <table role="presentation" class="paper page">
          <tr>
            <td align="center" class="margin">
              <table role="presentation" class="column">
                <tr>
                  <td class="site">${site.name}</td>
                </tr>
                <tr>
                  <td class="card">
                    <h1>${heading}</h1>
                    ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
                    ${quote === undefined ? html`` : html`<blockquote>${linesOf(quote)}</blockquote>`}
                    ${mail.action ? button(mail.action, site, frame.bareLink) : html``}
                    ${otherAction ? otherWay(otherAction) : html``}
                    ${notes.map((note) => html`<p class="note">${note}</p>`)}
                  </td>
                </tr>
                <tr>
                  <td class="foot">
                    <p class="note">
                      ${frame.reason(site.name)}<br /><a href="${site.origin}"
                        >${hostOf(site.origin)}</a
                      >
                    </p>
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html> `;
}

/** Its colours are written where it stands: programs that drop the styles still show a button. */
function button(
  { label, link }: NonNullable<MailText['action']>,
  { primaryColor }: MailSite,
  bareLink: string,
): Html {
  const { background, text } = buttonColors(primaryColor);
  return html`<table role="presentation" class="action">
      <tr>
        <td bgcolor="${background}" style="background-color:${background};border-radius:10px">
          <a class="button" href="${link}" style="color:${text}">${label}</a>
        </td>
      </tr>
    </table>
    <p class="note">${bareLink}<br /><a class="bare" href="${link}">${link}</a></p>`;
}

function otherWay({ label, link }: NonNullable<MailText['otherAction']>): Html {
  return html`<p>${label}:<br /><a class="bare" href="${link}">${link}</a></p>`;
}

/** What lists of mails show behind the subject: what it is about, not the greeting. */
function previewOf({ paragraphs, heading }: MailText): string {
  return paragraphs[1] ?? heading;
}

function linesOf(text: string): readonly Html[] {
  return text.split('\n').map((line) => html`${line}<br />`);
}

function hostOf(origin: string): string {
  return new URL(origin).host;
}

import { securityChanges } from '@edumaster/identity';
import { describe, expect, it } from 'vitest';
import { fitName, fitQuote } from './fit-for-text.ts';
import { html } from './html.ts';
import { textsFor } from './languages.ts';
import { buttonColors } from './mail-colors.ts';
import type { MailFacts } from './mail-text.ts';
import { renderMail } from './render-mail.ts';
import type { MailTemplate } from './texts.ts';
import { timeLeft } from './time-left.ts';

const texts = textsFor('en');
const templates = Object.keys(texts.mails) as MailTemplate[];
const link = 'https://learn.example/page?token=a&b="c"';
const site = { name: 'Acme & <Sons>', origin: 'https://learn.example', primaryColor: '#ffcc00' };

const hostile = '<script>alert(1)</script>"\'&';
const facts: MailFacts = {
  site: site.name,
  name: hostile,
  link,
  timeLeft: '24 hours',
  facts: {
    newEmail: 'new@example.test',
    change: 'passkey-added',
    tenant: hostile,
    inviter: hostile,
    roles: 'owner,staff,unheard-of',
    reason: hostile,
    resetLink: 'https://learn.example/forgot-password',
  },
};

const render = (template: MailTemplate, given: MailFacts = facts) =>
  renderMail(texts.mails[template](given), site, texts);

/** What a reader sees of the HTML. */
function visible(source: string): string {
  return source
    .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
    .replace(/<div class="preview">[\s\S]*?<\/div>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? '')
    .replace(/\s+/g, ' ');
}

const characters: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  amp: '&',
};

describe.each(templates)('the mail "%s"', (template) => {
  it('lets nothing that was put in become markup', () => {
    const { html: source, subject } = render(template);
    expect(source).not.toContain('<script');
    expect(source).not.toContain('<Sons>');
    expect(source.match(/<h1\b/g)).toHaveLength(1);
    expect(subject).not.toMatch(/\p{Cc}/u);
  });

  it('loads nothing and leads to the web only', () => {
    const { html: source } = render(template);
    expect(source).not.toMatch(/<(img|link|script|iframe|object|video|audio|form|input|base)\b/i);
    expect(source).not.toMatch(/\b(src|srcset|background|poster)=|url\(|@import|\bon[a-z]+=/i);
    const targets = [...source.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(target).toMatch(/^https:\/\/learn\.example\b/);
  });

  it('says the same as text', () => {
    const { html: source, text } = render(template);
    const seen = visible(source);
    for (const line of text.split('\n').filter((one) => one !== '' && one !== '-- ')) {
      const said = line.replace(/^> /, '').replace(/:$/, '');
      // The signature names the whole address, the page its host.
      expect(seen).toContain(said === site.origin ? 'learn.example' : said);
    }
  });

  it('shows the bare address of its link below the button', () => {
    const { html: source, text } = render(template);
    expect(text).toContain(`:\n${link}\n`);
    expect(visible(source)).toContain(`open this address: ${link}`);
  });
});

describe('mails', () => {
  it.each([...securityChanges])('have a sentence for the change "%s"', (change) => {
    const { text } = render('security-notice', { ...facts, facts: { change } });
    expect(text).not.toContain('Something about the security');
  });

  it('say something general about a change that is not known yet', () => {
    for (const change of ['quantum-key-added', 'toString', '__proto__', '']) {
      const { text } = render('security-notice', { ...facts, facts: { change } });
      expect(text).toContain('Something about the security of your account was changed.');
    }
  });

  it('name the roles of an invitation, and leave out what has no words', () => {
    expect(render('invitation').text).toContain('an owner and a member of the staff.');
    const { text } = render('invitation', { ...facts, facts: {} });
    expect(text).toContain(`Somebody invites you to ${site.name}.`);
  });

  it('that need a link are not sent without one', () => {
    expect(() => render('reset-password', { ...facts, link: null })).toThrow('needs a link');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'not an address'])(
    'do not lead to %s',
    (wrong) => {
      expect(() => render('reset-password', { ...facts, link: wrong })).toThrow();
    },
  );

  it('in a language that is not there are in English', () => {
    for (const locale of ['de-CH', '', 'xx', 'en-GB', 'EN']) {
      expect(textsFor(locale).language).toBe('en');
    }
  });
});

describe('a name', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['  Zoë   O’Brien-Smith, Jr. ', 'Zoë O’Brien-Smith, Jr.'],
    ['学生', '学生'],
    ['A. B. Curie', 'A. B. Curie'],
    ['Ada\r\nBcc: x', 'Ada Bcc: x'],
    ['Win at https://evil.example', null],
    ['evil.example/prize', null],
    ['visit evil.example now', null],
    ['www evil', null],
    ['mail me@evil.example', null],
    ['\u202eadA', 'adA'],
    ['x'.repeat(81), null],
    ['   ', null],
    [undefined, null],
  ])('%j can stand in a mail as %j', (given, expected) => {
    expect(fitName(given)).toBe(expected);
  });

  it('in quotes keeps its lines and nothing that steers a terminal', () => {
    expect(fitQuote(' one\r\ntwo\u001b[2J \u202ethree')).toBe('one\ntwo [2J three');
    expect(fitQuote('x'.repeat(3_000))).toHaveLength(2_001);
  });
});

describe('the time that a link counts', () => {
  const from = new Date('2027-01-01T00:00:00Z');
  it.each([
    [30_000, '1 minute'],
    [10 * 60_000 - 2_000, '10 minutes'],
    [9 * 60_000 + 20_000, '9 minutes'],
    [59 * 60_000, '59 minutes'],
    [60 * 60_000 - 9_000, '1 hour'],
    [3_600_000, '1 hour'],
    [24 * 3_600_000 - 5_000, '24 hours'],
    [24 * 3_600_000, '24 hours'],
    [7 * 24 * 3_600_000 - 9_000, '7 days'],
    [-5_000, '1 minute'],
  ])('%d ms is %s', (milliseconds, expected) => {
    const until = new Date(from.getTime() + milliseconds);
    expect(timeLeft({ from, until }, 'en')).toBe(expected);
  });
});

describe('the colours of a button', () => {
  it.each([
    ['#ffcc00', '#1d1a15'],
    ['#7A1F5C', '#ffffff'],
    ['#000000', '#ffffff'],
    ['#ffffff', '#1d1a15'],
  ])('on %s the text is %s', (color, text) => {
    expect(buttonColors(color)).toEqual({ background: color.toLowerCase(), text });
  });

  it.each([null, 'red', '#fff', 'red;background:url(//evil)', '#12345g'])(
    'are our own when the tenant has %j',
    (color) => {
      expect(buttonColors(color).background).toBe('#0e5a47');
    },
  );
});

it('HTML escapes what is put into it, but for HTML', () => {
  const inner = html`<b>${'<i>'}</b>`;
  expect(html`<p title="${'"x"'}">${inner}${[inner, inner]}${7}</p>`.source).toBe(
    '<p title="&quot;x&quot;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b>\n<b>&lt;i&gt;</b>7</p>',
  );
});

/** What every text may use. */
export interface MailFacts {
  /** The school or marketplace that writes, fit for a line of text. */
  readonly site: string;
  /** Of the reader, fit for a line of text; null where it is not known. */
  readonly name: string | null;
  /** Where the mail asks to go. */
  readonly link: string | null;
  /** How long the link counts, for example `24 hours`; null for one that leads to a plain page. */
  readonly timeLeft: string | null;
  /** As given by whoever asked for the mail; fit for a line of text. */
  readonly facts: Readonly<Record<string, string>>;
}

/** What a mail says, without how it looks. */
export interface MailText {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** What somebody else wrote, set apart from what we say. */
  readonly quote?: string;
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly link: string };
  /** Said below it, smaller. */
  readonly notes?: readonly string[];
  /** Another way, for whom the first does not fit. */
  readonly otherAction?: { readonly label: string; readonly link: string };
}

export interface TextMessageFacts {
  readonly site: string;
  readonly code: string;
  readonly timeLeft: string;
}

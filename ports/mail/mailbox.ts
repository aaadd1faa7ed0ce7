/** A mail or text message that was kept instead of being sent. */
export interface KeptMessage {
  /** Opaque; fit for a path. */
  readonly id: string;
  readonly kind: 'mail' | 'sms';
  readonly messageId: string;
  readonly to: { readonly address: string; readonly name?: string };
  readonly fromName?: string;
  readonly replyTo?: { readonly address: string; readonly name?: string };
  /** Empty for a text message. */
  readonly subject: string;
  readonly text: string;
  /** Null for a text message. */
  readonly html: string | null;
  /** RFC 3339, UTC. */
  readonly keptAt: string;
}

/**
 * Reads what was kept on the embedded start, where no mail leaves the machine; not there in
 * production. Its content opens accounts: it is for the person at the machine and nobody else.
 */
export abstract class Mailbox {
  /** The newest first. @param filter `to`: this address or number only, in any case */
  abstract list(filter?: { readonly to?: string }): Promise<readonly KeptMessage[]>;
  abstract find(id: string): Promise<KeptMessage | undefined>;
  /** Forgets everything. */
  abstract clear(): Promise<void>;
}

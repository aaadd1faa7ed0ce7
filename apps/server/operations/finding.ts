/** What was found about one part. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** A sentence for a person. */
  readonly detail: string;
  /** What to do when it is not well. */
  readonly advice?: string;
}

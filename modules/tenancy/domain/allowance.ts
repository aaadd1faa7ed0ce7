/** What a tenant may have by its tier; null is without limit. */
export interface Allowance {
  readonly tier: string;
  readonly members: number | null;
  readonly courses: number | null;
  readonly storageBytes: number | null;
}

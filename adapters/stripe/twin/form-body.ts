import { invalid } from './twin-error.ts';

/** The fields of a form, each allowed once. */
export class FormBody {
  readonly #fields: ReadonlyMap<string, string>;
  readonly #taken = new Set<string>();

  constructor(text: string) {
    this.#fields = new Map(new URLSearchParams(text));
  }

  /** What the request asked, in an order that does not depend on the sender's. */
  get fingerprint(): string {
    return JSON.stringify([...this.#fields].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  optional(name: string): string | undefined {
    this.#taken.add(name);
    return this.#fields.get(name);
  }

  required(name: string): string {
    const value = this.optional(name);
    if (value) return value;
    const message = `Missing required param: ${name}.`;
    throw invalid(message, { code: 'parameter_missing', param: name });
  }

  units(name: string): bigint {
    const text = this.required(name);
    if (/^\d{1,12}$/.test(text)) return BigInt(text);
    const message = `Invalid integer: ${text}`;
    throw invalid(message, { code: 'parameter_invalid_integer', param: name });
  }

  /** All of `prefix[…]`. */
  record(prefix: string): Record<string, string> {
    const entries = [...this.#fields].filter(([name]) => name.startsWith(`${prefix}[`));
    for (const [name] of entries) this.#taken.add(name);
    return Object.fromEntries(
      entries.map(([name, value]) => [name.slice(prefix.length + 1, -1), value]),
    );
  }

  /** Stripe refuses parameters that it does not know. */
  refuseOthers(): void {
    const unknown = [...this.#fields.keys()].find((name) => !this.#taken.has(name));
    if (unknown === undefined) return;
    const message = `Received unknown parameter: ${unknown}`;
    throw invalid(message, { code: 'parameter_unknown', param: unknown });
  }
}

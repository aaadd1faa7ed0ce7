/** One row of a module's error table; the same row is printed in `docs/errors.md`. */
export interface ErrorDefinition {
  /** HTTP status. */
  readonly status: 400 | 401 | 402 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  /** A sentence without a full stop that a person understands. */
  readonly title: string;
  /** `never`: the same request will fail again; `later`: try again; `changed`: after changing it. */
  readonly retry: 'never' | 'later' | 'changed';
}

export type ErrorCatalogue = Readonly<Record<string, ErrorDefinition>>;

/** A field that was refused: `path` as in the body, for example `price.amount`. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

const definitions = new Map<string, ErrorDefinition & { readonly owner: string }>();

/** Declares a module's errors; a code belongs to one module only. */
export function defineErrors<const Table extends ErrorCatalogue>(
  owner: string,
  table: Table,
): Table {
  for (const [code, definition] of Object.entries(table)) {
    const known = definitions.get(code);
    if (known && known.owner !== owner) {
      throw new Error(`error code ${code} is declared by ${known.owner} and by ${owner}`);
    }
    definitions.set(code, { ...definition, owner });
  }
  return table;
}

/** All declared errors with the module that owns each, by code. */
export function listErrors(): ReadonlyArray<ErrorDefinition & { owner: string; code: string }> {
  return [...definitions]
    .map(([code, definition]) => ({ code, ...definition }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

interface AppErrorOptions {
  /** What exactly is wrong here and what to do about it; shown to the caller. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** Further members of the problem document, for example a checkout's address. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * A refusal that the caller can only show. The code must be in a module's error table; thrown after
 * a write it rolls the transaction back.
 */
export class AppError extends Error {
  readonly code: string;
  readonly definition: ErrorDefinition;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly extra: Readonly<Record<string, unknown>> | undefined;

  constructor(code: string, options: AppErrorOptions = {}) {
    const definition = definitions.get(code);
    if (!definition) throw new Error(`error code ${code} is in no error table`);
    super(options.detail ?? definition.title, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.definition = definition;
    this.detail = options.detail;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.extra = options.extra;
  }
}

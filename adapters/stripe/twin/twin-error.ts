/** An error as Stripe's API gives it (docs.stripe.com/api/errors). */
export class TwinError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;

  constructor(status: number, body: Readonly<Record<string, string>>) {
    super(body['message']);
    this.name = 'TwinError';
    this.status = status;
    this.body = body;
  }
}

export function invalid(
  message: string,
  details: Readonly<Record<string, string>> = {},
): TwinError {
  return new TwinError(400, { type: 'invalid_request_error', message, ...details });
}

export function missing(kind: string, id: string): TwinError {
  const message = `No such ${kind}: '${id}'`;
  return new TwinError(404, { type: 'invalid_request_error', code: 'resource_missing', message });
}

/** An error as PayPal's API gives it (developer.paypal.com/api/rest/responses). */
export class TwinError extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, name: string, issue?: string) {
    super(issue ?? name);
    this.name = 'TwinError';
    this.status = status;
    this.body = {
      name,
      message: 'The twin refuses.',
      debug_id: 'f00d',
      details: issue === undefined ? [] : [{ issue, description: issue }],
    };
  }
}

export function unprocessable(issue: string): TwinError {
  return new TwinError(422, 'UNPROCESSABLE_ENTITY', issue);
}

export function missing(): TwinError {
  return new TwinError(404, 'RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID');
}

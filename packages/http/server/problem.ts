import { AppError, type FieldError } from '@edumaster/kernel';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { waitingWords } from './waiting-words.ts';

const codeByFastifyError: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  // No name here is as long as that.
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

/** The one place where errors of requests become answers. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalOf(error);
  if (refusal.definition.status >= 500) request.log.error({ err: error }, 'request failed');
  if (reply.sent || reply.raw.headersSent) {
    // The answer was under way: only the end of the connection can tell that it is not whole.
    reply.raw.destroy();
    return;
  }
  const { code, definition, errors, extra, retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  if (definition.status === 401) reply.header('www-authenticate', 'Bearer');
  reply
    .code(definition.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:edumaster:error:${code}`,
        title: definition.title,
        status: definition.status,
        code,
        detail: detailOf(refusal),
        errors,
        correlationId: request.id,
        ...(definition.status === 429 ? { retryAfterSeconds } : {}),
        ...extra,
      }),
    );
}

/** A refusal of the fields of a request. */
export function validationFailed(errors: readonly FieldError[]): AppError {
  return new AppError('validation_failed', { errors });
}

/**
 * Every problem says what is wrong: in its own words, by its fields, or by its title at least. Of a
 * limit it says how long to wait, for a person who is shown it.
 */
function detailOf(refusal: AppError): string {
  const { definition, retryAfterSeconds } = refusal;
  const wrong = wrongOf(refusal);
  if (definition.status !== 429 || retryAfterSeconds === undefined) return wrong;
  return `${wrong}. Try again in ${waitingWords(retryAfterSeconds)}.`;
}

function wrongOf({ detail, errors, definition }: AppError): string {
  if (detail !== undefined) return detail;
  const named = errors?.map(({ path, message }) => (path ? `${path} ${message}` : message)) ?? [];
  return named.length > 0 ? named.join('; ') : definition.title;
}

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code, statusCode } = (error ?? {}) as Partial<FastifyError>;
  const known = codeByFastifyError[code ?? ''];
  if (known) return new AppError(known);
  if (statusCode === 400) return new AppError('bad_request', { cause: error });
  if (statusCode === 404) return new AppError('not_found');
  if (statusCode === 413) return new AppError('body_too_large');
  if (statusCode === 415) return new AppError('unsupported_media_type');
  return new AppError('internal_error', { cause: error });
}

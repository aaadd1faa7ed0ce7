import { AppError } from '@edumaster/kernel';
import { FilesError, type FilesErrorCode } from '@edumaster/files';

const refusals: Readonly<Record<string, FilesErrorCode>> = {
  NoSuchUpload: 'no_such_upload',
  NoSuchKey: 'not_found',
  NotFound: 'not_found',
  InvalidRange: 'invalid_range',
  InvalidPart: 'incomplete',
  InvalidPartOrder: 'incomplete',
  EntityTooSmall: 'incomplete',
};

/** What the store says of a failure: nothing of it names credentials or signed addresses. */
export class S3Failure extends Error {
  override readonly name = 'S3Failure';
  /** The code of the store, such as `AccessDenied`, or of the network, such as `ECONNREFUSED`. */
  readonly code: string;

  constructor(code: string, about: string) {
    super(`${code}: ${about}`);
    this.code = code;
  }
}

interface Thrown {
  readonly name?: string;
  readonly code?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/** The codes of the store, whatever the SDK makes of them. */
export function codeOf(error: unknown): string {
  const { name, code, $metadata } = error as Thrown;
  // An answer to HEAD has no body that could name a code.
  if ($metadata?.httpStatusCode === 404 && (name === undefined || /^(404|Unknown)/.test(name))) {
    return 'NotFound';
  }
  if ($metadata?.httpStatusCode === 416) return 'InvalidRange';
  return (code && code !== '' ? code : name) ?? 'UnknownError';
}

/**
 * The border of the adapter: refusals become `FilesError`; a store that is away or does not know us
 * is unavailable, with what an operator needs to know as the cause. The error of the SDK itself is
 * not passed on: it carries requests and answers, and with them what belongs into no log.
 */
export function asFilesError(error: unknown, doing: string): unknown {
  if (error instanceof FilesError || error instanceof AppError) return error;
  const { $metadata, message } = error as Thrown;
  const code = codeOf(error);
  const refusal = refusals[code];
  if (refusal) return new FilesError(refusal, `${doing}: ${code}`);
  // A bug of ours, or a body that broke.
  if ($metadata?.httpStatusCode === undefined && !isNetworkFailure(error)) return error;
  const request = $metadata?.requestId ? ` (request ${$metadata.requestId})` : '';
  const cause = new S3Failure(code, `${doing}: ${message ?? 'no answer'}${request}`);
  return new AppError('unavailable', { retryAfterSeconds: 5, cause });
}

const networkNames = new Set(['TimeoutError', 'CredentialsProviderError', 'RequestTimeout']);

function isNetworkFailure(error: unknown): boolean {
  const { name = '', code = '' } = error as Thrown;
  return networkNames.has(name) || /^(E[A-Z]{3,}|CERT_|UNABLE_TO_|DEPTH_)/.test(code);
}

/** Runs one request. @throws FilesError, AppError `unavailable` */
export async function asking<Answer>(doing: string, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw asFilesError(error, doing);
  }
}

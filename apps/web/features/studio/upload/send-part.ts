export interface PartToSend {
  readonly url: string;
  readonly body: Blob;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (sent: { loaded: number; lengthComputable: boolean }) => void;
}

/** A part that did not arrive. Uppy reads `source.status` to see whether another try may help. */
export class PartNotSent extends Error {
  readonly source: { readonly status: number };

  constructor(status: number, message = 'the part did not arrive') {
    super(message);
    this.name = 'PartNotSent';
    this.source = { status };
  }
}

/** A line on which nothing moves for so long is given up, and the part begun again. */
const silenceMs = 60_000;

/**
 * Sends one part. @returns its tag; empty when the store does not let the page read it, and the
 * server is asked for it in the end
 * @throws PartNotSent; an AbortError when the signal says so
 */
export function sendPart({ url, body, signal, onProgress }: PartToSend): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const hear = () => {
      clearTimeout(silence);
      silence = setTimeout(stop, silenceMs);
    };
    const settle = (end: () => void) => () => {
      clearTimeout(silence);
      signal?.removeEventListener('abort', stop);
      end();
    };
    request.open('PUT', url);
    request.upload.addEventListener('progress', (event) => {
      hear();
      onProgress(event);
    });
    request.addEventListener(
      'load',
      settle(() => {
        const problem = problemOf(request.status);
        if (problem) return reject(problem);
        onProgress({ loaded: body.size, lengthComputable: true });
        resolve(request.getResponseHeader('etag') ?? '');
      }),
    );
    request.addEventListener(
      'error',
      settle(() => reject(new PartNotSent(0))),
    );
    request.addEventListener(
      'abort',
      settle(() => reject(signal?.aborted ? aborted() : new PartNotSent(0))),
    );
    if (signal?.aborted) return reject(aborted());
    signal?.addEventListener('abort', stop);
    hear();
    request.send(body);
  });
}

/** What the answer says, in the words that Uppy acts upon. */
function problemOf(status: number): PartNotSent | undefined {
  if (status >= 200 && status < 300) return undefined;
  // An address that is too old: with these words Uppy asks for another one.
  if (status === 403) return new PartNotSent(403, 'Request has expired');
  // The upload has ended. A 409 would be tried again.
  if (status === 409) return new PartNotSent(410);
  if (status === 408 || status === 425) return new PartNotSent(503);
  return new PartNotSent(status);
}

function aborted(): DOMException {
  return new DOMException('given up', 'AbortError');
}

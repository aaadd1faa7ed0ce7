export { isInside } from './inside-addresses.ts';
export {
  OutgoingHttp,
  type OutgoingHttpOptions,
  type OutgoingRequest,
  type OutgoingResponse,
  type Resolver,
} from './outgoing-http.ts';
export { OutgoingHttpError, type OutgoingHttpErrorCode } from './outgoing-http-error.ts';
export { outgoingFetch } from './outgoing-fetch.ts';

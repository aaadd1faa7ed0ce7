import type { Readable } from 'node:stream';
import type { Ctx } from '@edumaster/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteContract } from '../contract.ts';

type KeyOf<Contract extends RouteContract> = Contract['idempotencyKey'] extends 'required'
  ? string
  : Contract['idempotencyKey'] extends 'optional'
    ? string | undefined
    : undefined;

/** A checked request, as a handler gets it. */
export interface Call<Contract extends RouteContract> {
  readonly ctx: Ctx;
  readonly params: ParamsOf<Contract>;
  readonly query: QueryOf<Contract>;
  readonly body: BodyOf<Contract>;
  /** How the sender names this request; see the contract. */
  readonly idempotencyKey: KeyOf<Contract>;
  /** The bare request, for headers and cookies. */
  readonly request: FastifyRequest;
  /** The bare reply, for headers and cookies; the handler returns its body. */
  readonly reply: FastifyReply;
}

/** A body, or a body with one of the contract's other statuses. */
export type HandlerAnswer<Contract extends RouteContract> =
  ResponseOf<Contract> | Answer<ResponseOf<Contract>>;

/** An answer with a status other than the contract's first. */
export class Answer<Body> {
  readonly status: number;
  readonly body: Body;

  constructor(status: number, body: Body) {
    this.status = status;
    this.body = body;
  }
}

/** A file that is sent as an attachment; nobody keeps a copy on its way. */
export class FileAnswer {
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly stream: Readable;

  constructor(file: Readonly<Pick<FileAnswer, 'filename' | 'contentType' | 'size' | 'stream'>>) {
    this.filename = file.filename;
    this.contentType = file.contentType;
    this.size = file.size;
    this.stream = file.stream;
  }
}

export function answer<Body>(status: 200 | 201 | 202, body: Body): Answer<Body> {
  return new Answer(status, body);
}

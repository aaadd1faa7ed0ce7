import { readCookie } from '@edumaster/http/server';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type ProviderFlow,
  ProviderFlows,
  providerFlowSeconds,
} from '../providers/provider-flow.ts';
import { cookiePrefix } from '../session-cookie.ts';
import type { Departure } from '../use-cases/begin-provider-sign-in.ts';
import { hostCookie } from './host-cookie.ts';

const statePattern = /^[\w-]{8,200}$/;

/** The cookies of browsers that are away at a provider, one a journey. */
@Injectable()
export class ProviderCookie {
  readonly #flows: ProviderFlows;
  readonly #origin: string;

  constructor(flows: ProviderFlows, installation: Installation) {
    this.#flows = flows;
    this.#origin = installation.origin;
  }

  write(reply: FastifyReply, { state, sealedFlow }: Departure): void {
    this.#set(reply, state, { value: sealedFlow, seconds: providerFlowSeconds });
  }

  /** Undefined when this browser did not leave with the state that it came back with. */
  read(request: FastifyRequest, state: unknown, now: Date): ProviderFlow | undefined {
    if (typeof state !== 'string' || !statePattern.test(state)) return undefined;
    const sealed = readCookie(request, this.#name(state));
    return sealed === undefined ? undefined : this.#flows.open(sealed, state, now);
  }

  clear(reply: FastifyReply, { state }: ProviderFlow): void {
    this.#set(reply, state, { value: '', seconds: 0 });
  }

  #set(reply: FastifyReply, state: string, to: { value: string; seconds: number }): void {
    const isSecure = this.#origin.startsWith('https:');
    const cookie = hostCookie(this.#name(state), to.value, { isSecure, maxAgeSeconds: to.seconds });
    reply.header('set-cookie', cookie);
  }

  #name(state: string): string {
    return `${cookiePrefix(this.#origin)}edumaster_provider_${state.slice(0, 8)}`;
  }
}

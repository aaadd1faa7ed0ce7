import { readCookie } from '@edumaster/http/server';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  connectingSeconds,
  ProgressSeal,
  type SignInProgress,
} from '../sign-in-steps/sign-in-progress.ts';
import { hostCookie } from './host-cookie.ts';

/** Its path is the sign-in's own, which the `__Host-` prefix forbids. */
const name = 'edumaster_sign_in_step';

/** The cookie that carries how far a sign-in has come. */
@Injectable()
export class SignInCookie {
  readonly #seal: ProgressSeal;
  readonly #isSecure: boolean;

  constructor(seal: ProgressSeal, installation: Installation) {
    this.#seal = seal;
    this.#isSecure = installation.origin.startsWith('https:');
  }

  read(request: FastifyRequest, uid: string, now: Date): SignInProgress {
    return this.#seal.open(uid, readCookie(request, name), now);
  }

  write(reply: FastifyReply, uid: string, progress: SignInProgress): void {
    this.#set(reply, uid, { value: this.#seal.close(uid, progress), seconds: connectingSeconds });
  }

  clear(reply: FastifyReply, uid: string): void {
    this.#set(reply, uid, { value: '', seconds: 0 });
  }

  #set(reply: FastifyReply, uid: string, to: { value: string; seconds: number }): void {
    const options = {
      isSecure: this.#isSecure,
      maxAgeSeconds: to.seconds,
      path: `/sign-in/${uid}`,
    };
    reply.header('set-cookie', hostCookie(name, to.value, options));
  }
}

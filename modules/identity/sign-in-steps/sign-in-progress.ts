import { Installation } from '@edumaster/module';
import { idSchema } from '@edumaster/kernel/schemas';
import { type Id, id, Seal } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';

/** How long a person may look for their phone after the first factor. */
export const firstStepSeconds = 300;
/** How long a person may look for their password to connect an account elsewhere. */
export const connectingSeconds = 900;

/** Who has shown the first factor, and waits to show the second. */
export interface FirstStep {
  readonly personId: Id<'user'>;
  readonly expiresAt: number;
}

/** An account elsewhere that will be linked when this person has shown that they are that one. */
export interface Connecting {
  readonly personId: Id<'user'>;
  readonly providerId: string;
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly expiresAt: number;
}

/** What has happened so far in one sign-in, carried by the browser. */
export interface SignInProgress {
  readonly firstStep?: FirstStep;
  readonly connecting?: Connecting;
}

const personId = idSchema.transform((value) => id<'user'>(value));

const progressSchema = z.object({
  firstStep: z.object({ personId, expiresAt: z.number() }).optional(),
  connecting: z
    .object({
      personId,
      providerId: z.string(),
      issuer: z.string(),
      subject: z.string(),
      email: z.string(),
      expiresAt: z.number(),
    })
    .optional(),
});

/** Seals the progress of a sign-in for that sign-in alone, and opens what has not grown too old. */
@Injectable()
export class ProgressSeal {
  readonly #seal: Seal;

  constructor(installation: Installation) {
    this.#seal = new Seal(installation.rootSecret, 'sign-in-progress');
  }

  close(uid: string, progress: SignInProgress): string {
    return this.#seal.close(JSON.stringify(progress), uid);
  }

  /** Empty for one that was altered, or of another sign-in. */
  open(uid: string, sealed: string | undefined, now: Date): SignInProgress {
    const plain = sealed === undefined ? undefined : this.#seal.open(sealed, uid);
    if (plain === undefined) return {};
    const { firstStep, connecting } = progressSchema.parse(JSON.parse(plain));
    const isAlive = (part: { expiresAt: number }) => part.expiresAt > now.getTime();
    return {
      ...(firstStep && isAlive(firstStep) ? { firstStep } : {}),
      ...(connecting && isAlive(connecting) ? { connecting } : {}),
    };
  }
}

'use client';

import { ApiProblem } from '@edumaster/http/client';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Application } from '#web/api/instructors.ts';

export interface KnownApplication {
  readonly application: Application;
  /** After something was changed on the server. */
  readonly reload: (read?: () => Promise<Application>) => Promise<void>;
}

export function useApplication(initial: Application): KnownApplication {
  const [application, setApplication] = useState(initial);
  const read = () => browserApi.getMyApplication();
  return {
    application,
    reload: async (from = read) => setApplication(await from()),
  };
}

export type Refusals = Readonly<Record<string, string>>;

export interface Sending {
  readonly isBusy: boolean;
  /** By the path of the field, as the server names it. */
  readonly refusals: Refusals;
  /** Code of a refusal that belongs to no field, or `failed`. */
  readonly failure: string | null;
  readonly send: (work: () => Promise<void>) => Promise<boolean>;
}

/** One form: what the server refuses is shown where it belongs. */
export function useSending(): Sending {
  const [isBusy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<Refusals>({});
  const [failure, setFailure] = useState<string | null>(null);
  async function send(work: () => Promise<void>): Promise<boolean> {
    setBusy(true);
    setRefusals({});
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
      setRefusals(Object.fromEntries(errors.map(({ path, message }) => [path, message])));
      if (errors.length === 0) setFailure(codeOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { isBusy, refusals, failure, send };
}

function codeOf(error: unknown): string {
  return error instanceof ApiProblem ? error.problem.code : 'failed';
}

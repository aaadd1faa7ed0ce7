'use client';

import { ApiProblem } from '@edumaster/http/client';
import { toast } from '@edumaster/ui/toaster';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';

export interface DecisionWords {
  /** Said when it went well. */
  readonly done: string;
  /** What a refusal's code means here; undefined for one that means nothing special. */
  readonly refusal: (code: string) => string | undefined;
}

/** Asks the API for a change, says how it went, and shows the list as it is then. */
export function useDecision() {
  const t = useTranslations('manage');
  const router = useRouter();
  const [busy, setBusy] = useState<string | null>(null);

  /** @returns whether it went well */
  async function decide(
    name: string,
    call: () => Promise<unknown>,
    words: DecisionWords,
  ): Promise<boolean> {
    setBusy(name);
    try {
      await call();
      toast.success(words.done);
      router.refresh();
      return true;
    } catch (error) {
      toast.error(refusalOf(error, words) ?? t('failed'));
      return false;
    } finally {
      setBusy(null);
    }
  }

  function refusalOf(error: unknown, { refusal }: DecisionWords): string | undefined {
    if (!(error instanceof ApiProblem)) return undefined;
    return refusal(error.problem.code) ?? (error.status === 429 ? t('tooMany') : undefined);
  }

  return { busy, decide };
}

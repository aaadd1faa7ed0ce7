import { ApiProblem } from '@edumaster/http/client';
import type { useTranslations } from 'next-intl';

const told = new Set(['captions_exist', 'captions_not_found', 'too_many_captions'] as const);
type Told = typeof told extends Set<infer Code> ? Code : never;

/** Why it was refused, for the person who asked. */
export function captionRefusal(
  error: unknown,
  t: ReturnType<typeof useTranslations<'captions'>>,
): string {
  if (!(error instanceof ApiProblem)) return t('refused.other');
  const { code, errors = [] } = error.problem;
  if (told.has(code as Told)) return t(`refused.${code as Told}`);
  const lines = errors.filter(({ path }) => path.startsWith('content')).slice(0, 5);
  if (lines.length > 0) {
    return t('refused.content', { lines: lines.map(({ message }) => message).join('; ') });
  }
  return t(errors.some(({ path }) => path === 'language') ? 'refused.language' : 'refused.other');
}

import { Notice } from '@edumaster/ui/notice';
import { useTranslations } from 'next-intl';

const known = [
  'email_not_verified',
  'already_instructor',
  'code_wrong',
  'code_expired',
  'too_many_requests',
  'refused_while_impersonating',
] as const;

/** Present before the failure is, so that its arrival is announced. */
export function SendingNotice({ failure }: { failure: string | null }) {
  const t = useTranslations('instructor.failures');
  const code = known.find((one) => one === failure) ?? 'failed';
  return <div role="alert">{failure !== null && <Notice tone="danger">{t(code)}</Notice>}</div>;
}

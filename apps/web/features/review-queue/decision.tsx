'use client';

import { ApiProblem } from '@edumaster/http/client';
import { AlertDialog } from '@edumaster/ui/alert-dialog';
import { Button } from '@edumaster/ui/button';
import { Card } from '@edumaster/ui/card';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { CircleCheckBig } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Course } from '#web/api/courses.ts';
import { RejectDialog } from './reject-dialog.tsx';

export function Decision({ course }: { course: Course }) {
  const t = useTranslations('reviewQueue');
  const tShell = useTranslations('shell');
  const { busy, decide } = useDecision();
  if (course.status !== 'in_review') return <Notice tone="accent">{t('notWaiting')}</Notice>;
  const params = { id: course.id };
  const approve = () =>
    decide('approve', () => browserApi.publishCourse({ params }), {
      done: t('published', { title: course.title }),
    });
  const reject = (reason: string) =>
    decide('reject', () => browserApi.rejectCourse({ params, body: { reason } }), {
      done: t('rejected'),
    });
  return (
    <Card className="p-5">
      <h2 className="mb-4 font-semibold">{t('decision')}</h2>
      <div className="grid gap-3">
        <AlertDialog
          tone="primary"
          trigger={
            <Button wide busy={busy === 'approve'} disabled={busy !== null}>
              <CircleCheckBig aria-hidden="true" />
              {t(busy === 'approve' ? 'approving' : 'approve')}
            </Button>
          }
          title={t('approveTitle')}
          description={t('approveText', { title: course.title })}
          confirmLabel={t('approve')}
          cancelLabel={tShell('cancel')}
          onConfirm={() => void approve()}
        />
        <RejectDialog isBusy={busy === 'reject'} onReject={reject} />
      </div>
    </Card>
  );
}

/** Back to the queue when it went well; somebody else may have decided meanwhile. */
function useDecision() {
  const t = useTranslations('reviewQueue');
  const router = useRouter();
  const [busy, setBusy] = useState<'approve' | 'reject' | null>(null);
  async function decide(
    kind: 'approve' | 'reject',
    call: () => Promise<unknown>,
    { done }: { done: string },
  ): Promise<void> {
    setBusy(kind);
    try {
      await call();
      toast.success(done);
      router.push('/moderation');
      router.refresh();
    } catch (error) {
      const isDecided = error instanceof ApiProblem && error.status === 409;
      toast.error(t(isDecided ? 'notWaiting' : 'failed'));
      setBusy(null);
    }
  }
  return { busy, decide };
}

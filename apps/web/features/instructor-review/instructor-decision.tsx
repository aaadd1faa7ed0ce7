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
import type { ReviewedApplication } from '#web/api/instructors.ts';
import { RejectDialog } from '../review-queue/reject-dialog.tsx';

type Decision = { decision: 'approve' } | { decision: 'reject'; reason: string };

export function InstructorDecision({ application }: { application: ReviewedApplication }) {
  const t = useTranslations('instructorReview');
  const tParts = useTranslations('instructor.parts');
  const tShell = useTranslations('shell');
  const { busy, decide } = useDecision(application);
  if (application.status !== 'pending') return <Notice tone="accent">{t('decided')}</Notice>;
  const { name, missing } = application;
  const parts = missing.map((part) => tParts(part)).join(', ');
  return (
    <Card className="p-5">
      <h2 className="mb-4 font-semibold">{t('decision')}</h2>
      <div className="grid gap-3">
        <AlertDialog
          tone="primary"
          trigger={
            <Button wide busy={busy === 'approve'} disabled={busy !== null}>
              <CircleCheckBig aria-hidden="true" />
              {t('approve')}
            </Button>
          }
          title={t('approveTitle', { name })}
          description={parts ? t('approveMissing', { parts }) : t('approveText')}
          confirmLabel={t('approve')}
          cancelLabel={tShell('cancel')}
          onConfirm={() => void decide({ decision: 'approve' })}
        />
        <RejectDialog
          isBusy={busy === 'reject'}
          onReject={(reason) => decide({ decision: 'reject', reason })}
        />
      </div>
    </Card>
  );
}

/** Back to the queue when it went well; somebody else may have decided meanwhile. */
function useDecision({ userId, name }: ReviewedApplication) {
  const t = useTranslations('instructorReview');
  const router = useRouter();
  const [busy, setBusy] = useState<Decision['decision'] | null>(null);
  async function decide(body: Decision): Promise<void> {
    setBusy(body.decision);
    try {
      await browserApi.decideInstructor({ params: { userId }, body });
      toast.success(t(body.decision === 'approve' ? 'approved' : 'rejected', { name }));
      router.push('/moderation/instructors');
      router.refresh();
    } catch (error) {
      const code = error instanceof ApiProblem ? error.problem.code : '';
      if (code === 'own_application') toast.error(t('own'));
      else toast.error(t(code === 'application_not_pending' ? 'decided' : 'failedToDecide'));
      setBusy(null);
    }
  }
  return { busy, decide };
}

'use client';

import { AlertDialog } from '@edumaster/ui/alert-dialog';
import { Badge } from '@edumaster/ui/badge';
import { Button } from '@edumaster/ui/button';
import { Notice } from '@edumaster/ui/notice';
import { toast } from '@edumaster/ui/toaster';
import { FileCheck2, Trash2 } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { ApplicantDocument, DocumentKind } from '#web/api/instructors.ts';
import { ChooseFile } from '../personal-files/choose-file.tsx';
import { reasonOf } from '../personal-files/profile-picture.tsx';
import { untilArrived, uploadPersonalFile } from '../personal-files/upload-personal-file.ts';
import type { KnownApplication } from './use-application.ts';

const accepted = '.pdf,.jpg,.jpeg,.png,.webp';

const kinds: readonly { readonly kind: DocumentKind; readonly isNeeded: boolean }[] = [
  { kind: 'identity-front', isNeeded: true },
  { kind: 'identity-back', isNeeded: false },
  { kind: 'address', isNeeded: true },
  { kind: 'selfie', isNeeded: false },
  { kind: 'tax', isNeeded: false },
];

export function DocumentStep(known: KnownApplication) {
  const t = useTranslations('instructor.documents');
  return (
    <>
      <p className="mb-3 text-sm text-ink-faint">{t('hint')}</p>
      <ul className="divide-y divide-line">
        {kinds.map(({ kind, isNeeded }) => (
          <li key={kind} className="py-4">
            <DocumentRow kind={kind} isNeeded={isNeeded} known={known} />
          </li>
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  readonly kind: DocumentKind;
  readonly isNeeded: boolean;
  readonly known: KnownApplication;
}

function DocumentRow({ kind, isNeeded, known }: RowProps) {
  const t = useTranslations('instructor.documents');
  const { isBusy, problem, upload } = useDocument(kind, known);
  const there = known.application.documents.findLast((document) => document.kind === kind);
  const label = t(labelOf(isBusy, there !== undefined), { kind: t(kind) });
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-56">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {t(kind)}
            {!isNeeded && <Badge tone="outline">{t('optional')}</Badge>}
          </p>
          <p className="text-sm text-ink-faint">
            {there ? <Received document={there} /> : t(`${kind}-hint`)}
          </p>
        </div>
        <div className="flex gap-1">
          <ChooseFile
            label={label}
            accept={accepted}
            isBusy={isBusy}
            onChoose={(file) => void upload(file)}
          >
            {t(isBusy ? 'uploading' : there ? 'replace' : 'choose')}
          </ChooseFile>
          {there && known.application.status !== 'verified' && (
            <RemoveDocument document={there} known={known} />
          )}
        </div>
      </div>
      <div role="alert">{problem !== null && <Notice tone="danger">{problem}</Notice>}</div>
    </div>
  );
}

/** Begins with what the button shows: it is asked for by voice. */
function labelOf(isBusy: boolean, isThere: boolean) {
  if (isBusy) return 'uploadingKind';
  return isThere ? 'replaceKind' : 'chooseKind';
}

function Received({ document }: { document: ApplicantDocument }) {
  const t = useTranslations('instructor.documents');
  const format = useFormatter();
  const when = format.dateTime(new Date(document.storedAt), { dateStyle: 'medium' });
  return (
    <span className="inline-flex items-center gap-1.5 text-brand-ink">
      <FileCheck2 aria-hidden="true" className="size-4 shrink-0" />
      {t('received', { when })}
    </span>
  );
}

interface RemoveProps {
  readonly document: ApplicantDocument;
  readonly known: KnownApplication;
}

function RemoveDocument({ document: { id, kind }, known }: RemoveProps) {
  const t = useTranslations('instructor.documents');
  const tShell = useTranslations('shell');
  async function remove() {
    try {
      await browserApi.removeMyDocument({ params: { id } });
      await known.reload();
      toast.success(t('removed'));
    } catch {
      toast.error(t('failed'));
    }
  }
  return (
    <AlertDialog
      trigger={
        <Button variant="ghost" size="icon" aria-label={t('removeKind', { kind: t(kind) })}>
          <Trash2 aria-hidden="true" />
        </Button>
      }
      title={t('removeTitle')}
      description={t('removeText')}
      confirmLabel={t('remove')}
      cancelLabel={tShell('cancel')}
      onConfirm={() => void remove()}
    />
  );
}

function useDocument(documentKind: DocumentKind, { reload }: KnownApplication) {
  const t = useTranslations('instructor.documents');
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function upload(file: File) {
    setBusy(true);
    setProblem(null);
    try {
      const mediaId = await uploadPersonalFile(file, { purpose: 'kyc-document', documentKind });
      const read = () => browserApi.getMyApplication();
      await reload(() =>
        untilArrived(read, ({ documents }) => documents.some(({ id }) => id === mediaId)),
      );
    } catch (error) {
      setProblem(reasonOf(error) || t('failed'));
    }
    setBusy(false);
  }
  return { isBusy, problem, upload };
}

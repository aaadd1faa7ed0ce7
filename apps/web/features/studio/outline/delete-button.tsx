'use client';

import { AlertDialog } from '@edumaster/ui/alert-dialog';
import { Button } from '@edumaster/ui/button';
import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';

export interface DeleteButtonProps {
  readonly title: string;
  readonly question: string;
  readonly consequence: string;
  readonly onDelete: () => void;
}

export function DeleteButton({ title, question, consequence, onDelete }: DeleteButtonProps) {
  const t = useTranslations('studio.outline');
  const tShell = useTranslations('shell');
  return (
    <AlertDialog
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={t('delete', { title })}>
          <Trash2 aria-hidden="true" />
        </Button>
      }
      title={question}
      description={consequence}
      confirmLabel={t('deleteConfirm')}
      cancelLabel={tShell('cancel')}
      onConfirm={onDelete}
    />
  );
}

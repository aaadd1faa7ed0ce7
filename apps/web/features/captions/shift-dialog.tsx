'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { MoveHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { shiftAll } from './edited-cues.ts';
import type { CueEditing } from './use-cue-editor.ts';

/** For captions that were made for another cut of the video. */
export function ShiftDialog({ editing }: { editing: CueEditing }) {
  const t = useTranslations('captions');
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [isInvalid, setInvalid] = useState(false);

  function shift() {
    const seconds = Number(typed.trim().replace(',', '.'));
    const isUsable = typed.trim() !== '' && Number.isFinite(seconds) && Math.abs(seconds) < 86_400;
    setInvalid(!isUsable);
    if (!isUsable) return;
    editing.change(shiftAll(editing.cues, Math.round(seconds * 1000)));
    setOpen(false);
  }

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="ghost" disabled={editing.cues.length === 0}>
          <MoveHorizontal aria-hidden="true" />
          {t('shift')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('shiftTitle')} description={t('shiftText')} closeLabel={t('close')}>
        <form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            shift();
          }}
        >
          <Field label={t('shiftBy')} error={isInvalid ? t('shiftInvalid') : undefined}>
            <Input
              inputMode="decimal"
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
          <Button type="submit">{t('shiftApply')}</Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

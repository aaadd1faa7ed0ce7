'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { Member } from '#web/api/members.ts';
import type { RoleName } from '../role-name.ts';
import { useDecision } from '../use-decision.ts';
import { memberRefusal } from './member-refusal.ts';
import { RoleChoice } from './role-choice.tsx';

export interface ChangeRolesDialogProps {
  readonly member: Member;
  readonly roles: readonly RoleName[];
}

export function ChangeRolesDialog({ member, roles }: ChangeRolesDialogProps) {
  const t = useTranslations('manage.members');
  const tShell = useTranslations('shell');
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>(member.roles);
  const [error, setError] = useState<string | undefined>();
  const { busy, decide } = useDecision();
  const { name, userId } = member;
  async function save() {
    setError(chosen.length === 0 ? t('noRole') : undefined);
    if (chosen.length === 0) return;
    const body = { roles: [...chosen] };
    const isDone = await decide(
      'save',
      () => browserApi.changeMemberRoles({ params: { userId }, body }),
      { done: t('saved', { name }), refusal: (code) => memberRefusal(t, code) },
    );
    if (isDone) setOpen(false);
  }
  function open(next: boolean) {
    setOpen(next);
    setChosen(member.roles);
    setError(undefined);
  }
  return (
    <Dialog open={isOpen} onOpenChange={open}>
      <DialogTrigger asChild>
        <Button variant="secondary" size="sm" aria-label={t('changeOf', { name })}>
          {t('change')}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t('changeTitle', { name })}
        description={t('changeText')}
        closeLabel={tShell('close')}
      >
        <form
          noValidate
          className="space-y-6"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <RoleChoice roles={roles} chosen={chosen} onChange={setChosen} error={error} />
          <Button type="submit" wide busy={busy !== null}>
            {t(busy === null ? 'save' : 'saving')}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

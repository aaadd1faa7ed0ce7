'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { Input } from '@edumaster/ui/input';
import { UserPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { RoleName } from '../role-name.ts';
import { useDecision } from '../use-decision.ts';
import { memberRefusal } from './member-refusal.ts';
import { RoleChoice } from './role-choice.tsx';

const address = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

export interface InviteDialogProps {
  readonly tenantName: string;
  readonly roles: readonly RoleName[];
}

export function InviteDialog({ tenantName, roles }: InviteDialogProps) {
  const t = useTranslations('manage.members');
  const tShell = useTranslations('shell');
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden="true" />
          {t('invite')}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t('inviteTitle', { tenant: tenantName })}
        description={t('inviteText')}
        closeLabel={tShell('close')}
      >
        <InviteForm roles={roles} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function InviteForm({ roles, onDone }: { roles: readonly RoleName[]; onDone: () => void }) {
  const t = useTranslations('manage.members');
  const [email, setEmail] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>(roles.slice(0, 1));
  const [isChecked, setChecked] = useState(false);
  const { busy, decide } = useDecision();
  const isAddress = address.test(email.trim());
  async function send() {
    setChecked(true);
    if (!isAddress || chosen.length === 0) return;
    const body = { email: email.trim(), roles: [...chosen] };
    const isDone = await decide('send', () => browserApi.inviteMember({ body }), {
      done: t('sent', { email: body.email }),
      refusal: (code) => memberRefusal(t, code),
    });
    if (isDone) onDone();
  }
  return (
    <form
      noValidate
      className="space-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field
        label={t('email')}
        required
        error={isChecked && !isAddress ? t('emailInvalid') : undefined}
      >
        <Input
          type="email"
          autoComplete="off"
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <RoleChoice
        roles={roles}
        chosen={chosen}
        onChange={setChosen}
        error={isChecked && chosen.length === 0 ? t('noRole') : undefined}
      />
      <Button type="submit" wide busy={busy !== null}>
        {t(busy === null ? 'send' : 'sending')}
      </Button>
    </form>
  );
}

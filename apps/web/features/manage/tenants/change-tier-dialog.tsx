'use client';

import { Button } from '@edumaster/ui/button';
import { Dialog, DialogContent, DialogTrigger } from '@edumaster/ui/dialog';
import { Field } from '@edumaster/ui/field';
import { NativeSelect } from '@edumaster/ui/native-select';
import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import type { AdministeredTenant, Tier } from '#web/api/tenancy.ts';
import { useDecision } from '../use-decision.ts';
import { TierLimits } from './tier-limits.tsx';
import { tierName } from './tier-name.ts';

export interface ChangeTierDialogProps {
  readonly tenant: Pick<AdministeredTenant, 'id' | 'name'>;
  readonly current: string;
  readonly tiers: readonly Tier[];
  readonly onChanged: (tier: string) => void;
}

export function ChangeTierDialog(props: ChangeTierDialogProps) {
  const t = useTranslations('manageTenants');
  const tShell = useTranslations('shell');
  const [isOpen, setOpen] = useState(false);
  const { name } = props.tenant;
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
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
        <TierForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function TierForm({
  tenant,
  current,
  tiers,
  onChanged,
  onDone,
}: ChangeTierDialogProps & { readonly onDone: () => void }) {
  const t = useTranslations('manageTenants');
  const [chosen, setChosen] = useState(current);
  const { busy, decide } = useDecision();
  const limits = tiers.find(({ tier }) => tier === chosen);
  const refusals: Readonly<Record<string, string>> = {
    tenant_not_found: t('gone'),
    validation_failed: t('unknownTier'),
  };
  async function save(event: FormEvent) {
    event.preventDefault();
    const isDone = await decide(
      'tier',
      () => browserApi.changeTier({ params: { id: tenant.id }, body: { tier: chosen } }),
      {
        done: t('saved', { name: tenant.name, tier: tierName(t, chosen) }),
        refusal: (code) => refusals[code],
      },
    );
    if (!isDone) return;
    onChanged(chosen);
    onDone();
  }
  return (
    <form noValidate className="space-y-6" onSubmit={(event) => void save(event)}>
      <div className="space-y-2">
        <Field label={t('tierLabel')}>
          <NativeSelect value={chosen} onChange={({ target }) => setChosen(target.value)}>
            {tiers.map(({ tier }) => (
              <option key={tier} value={tier}>
                {tierName(t, tier)}
              </option>
            ))}
          </NativeSelect>
        </Field>
        {limits && <TierLimits tier={limits} />}
      </div>
      <Button type="submit" wide busy={busy !== null} disabled={chosen === current}>
        {t(busy === null ? 'save' : 'saving')}
      </Button>
    </form>
  );
}

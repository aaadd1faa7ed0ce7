'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@edumaster/ui/button';
import { Field } from '@edumaster/ui/field';
import { toast } from '@edumaster/ui/toaster';
import { useTranslations } from 'next-intl';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { browserApi } from '#web/api/browser-api.ts';
import { PasswordInput } from '#web/features/sign-in/password-input.tsx';
import { z } from '#web/platform/zod.ts';
import { type AccountFailure, accountFailure } from './account-failure.ts';
import { AccountNotice } from './account-notice.tsx';

const newPassword = z.string().min(8, { error: 'passwordShort' }).max(200);
const change = z.object({
  currentPassword: z.string().min(1, { error: 'passwordMissing' }),
  newPassword,
});
const first = z.object({ currentPassword: z.string(), newPassword });
type Change = z.infer<typeof change>;

export interface PasswordFormProps {
  readonly email: string;
  readonly hasPassword: boolean;
}

/** Changes the password, or sets the first one. */
export function PasswordForm({ email, hasPassword }: PasswordFormProps) {
  const t = useTranslations('account');
  const router = useRouter();
  const [failure, setFailure] = useState<AccountFailure | null>(null);
  const form = useForm<Change>({
    resolver: zodResolver(hasPassword ? change : first),
    defaultValues: { currentPassword: '', newPassword: '' },
  });
  const { errors, isSubmitting } = form.formState;
  const save = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      const { currentPassword, newPassword: chosen } = values;
      const body = hasPassword ? { currentPassword, newPassword: chosen } : { newPassword: chosen };
      await browserApi.changePassword({ body });
      form.reset();
      toast.success(t('passwordDone'));
      router.refresh();
    } catch (error) {
      setFailure(accountFailure(error));
    }
  });
  return (
    <form noValidate method="post" onSubmit={(event) => void save(event)} className="space-y-5">
      <AccountNotice failure={failure} />
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      {hasPassword && (
        <Field
          label={t('currentPassword')}
          error={errors.currentPassword && t('passwordMissing')}
          required
        >
          <PasswordInput autoComplete="current-password" {...form.register('currentPassword')} />
        </Field>
      )}
      <Field
        label={t('newPassword')}
        hint={t('passwordHint')}
        error={errors.newPassword && t('passwordShort')}
        required
      >
        <PasswordInput autoComplete="new-password" {...form.register('newPassword')} />
      </Field>
      <Button type="submit" busy={isSubmitting}>
        {t(hasPassword ? 'changePassword' : 'setPassword')}
      </Button>
    </form>
  );
}

import { Checkbox } from '@edumaster/ui/checkbox';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { RoleName } from '../role-name.ts';

export interface RoleChoiceProps {
  readonly roles: readonly RoleName[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly error?: string | undefined;
}

export function RoleChoice({ roles, chosen, onChange, error }: RoleChoiceProps) {
  const t = useTranslations('manage');
  const errorId = useId();
  return (
    <fieldset aria-describedby={error ? errorId : undefined}>
      <legend className="mb-2 text-sm font-semibold">{t('members.chooseRoles')}</legend>
      <div className="grid gap-3">
        {roles.map((role) => (
          <Checkbox
            key={role}
            label={t(`roles.${role}`)}
            hint={t(`roleHints.${role}`)}
            checked={chosen.includes(role)}
            onCheckedChange={(isChosen) =>
              onChange(isChosen ? [...chosen, role] : chosen.filter((other) => other !== role))
            }
          />
        ))}
      </div>
      <p
        id={errorId}
        aria-live="polite"
        className="mt-2 text-sm font-medium text-danger-ink empty:hidden"
      >
        {error}
      </p>
    </fieldset>
  );
}

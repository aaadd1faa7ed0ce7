'use client';

import { Button } from '@edumaster/ui/button';
import { Input } from '@edumaster/ui/input';
import { Eye, EyeOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';

export function PasswordInput(props: ComponentProps<'input'>) {
  const t = useTranslations('signIn');
  const [isShown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input {...props} type={isShown ? 'text' : 'password'} className="pe-12" />
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t(isShown ? 'hidePassword' : 'showPassword')}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="absolute inset-y-0 end-1 my-auto text-ink-faint"
      >
        {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
      </Button>
    </div>
  );
}

'use client';

import { Button } from '@edumaster/ui/button';
import { Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type Theme, themeCookie, themeOf } from '#web/platform/theme.ts';

const aYearSeconds = 31_536_000;

export function ThemeToggle() {
  const t = useTranslations('shell');
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={t('switchTheme')}
      title={t('switchTheme')}
      onClick={switchTheme}
    >
      <Moon aria-hidden="true" className="theme-icon-moon" />
      <Sun aria-hidden="true" className="theme-icon-sun" />
    </Button>
  );
}

function switchTheme() {
  const next: Theme = shownTheme() === 'dark' ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  document.cookie = `${themeCookie}=${next}; path=/; max-age=${aYearSeconds}; samesite=lax`;
}

function shownTheme(): Theme {
  const chosen = themeOf(document.documentElement.dataset['theme']);
  return chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

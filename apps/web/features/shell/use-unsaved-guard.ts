'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';

/**
 * Asks before changes that are nowhere else are left behind: by closing the tab, by a link or a search
 * of the page, and by the browser's "back" where it can be asked about (the Navigation API).
 */
export function useUnsavedGuard(isDirty: boolean): void {
  const t = useTranslations('shell');
  const question = t('leaveUnsaved');
  useEffect(() => {
    if (!isDirty) return;
    const listening = new AbortController();
    const options = { capture: true, signal: listening.signal };
    const ask = (event: Event) => {
      if (window.confirm(question)) return listening.abort();
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', (event) => event.preventDefault(), options);
    document.addEventListener('click', (event) => leadsAway(event) && ask(event), options);
    document.addEventListener('submit', (event) => isSearch(event) && ask(event), options);
    if ('navigation' in window) {
      window.navigation.addEventListener(
        'navigate',
        (event) => isStep(event) && ask(event),
        options,
      );
    }
    return () => listening.abort();
  }, [isDirty, question]);
}

/** A link of ours to another page, in this tab. Of those to elsewhere the browser asks itself. */
function leadsAway(event: MouseEvent): boolean {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return false;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link?.href || link.hasAttribute('download')) return false;
  if (link.target !== '' && link.target !== '_self') return false;
  const to = new URL(link.href);
  const isHere = to.pathname === location.pathname && to.search === location.search;
  return to.origin === location.origin && !isHere;
}

function isSearch({ target }: SubmitEvent): boolean {
  return target instanceof HTMLFormElement && target.role === 'search';
}

/** "Back" or "forward" to another page of ours that is shown without loading. */
function isStep({ navigationType, cancelable, destination, hashChange }: NavigateEvent): boolean {
  return navigationType === 'traverse' && cancelable && destination.sameDocument && !hashChange;
}

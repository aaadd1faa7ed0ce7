'use client';

import { useEffect, useRef } from 'react';
import { usePlayerPreferences } from './player-preferences.ts';

export interface PlayerKeys {
  toggle(): void;
  /** Seconds from here. */
  jump(seconds: number): void;
  /** From 0 to 1. */
  jumpTo(part: number): void;
  changeVolume(by: number): void;
  mute(): void;
  fullscreen(): void;
  theatre(): void;
  captions(): void;
  changeSpeed(steps: number): void;
  next(): void;
  help(): void;
}

const shortJumpSeconds = 5;
const longJumpSeconds = 10;
const volumeStep = 0.1;

/** Keys that a control with the focus has a meaning of its own for. */
const navigating = new Set([' ', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);
const typing = 'input, textarea, select, [contenteditable], [role="menu"], [role*="dialog"]';
const ranges = 'media-time-range, media-volume-range, [role="slider"]';

const actions: Readonly<Record<string, (keys: PlayerKeys) => void>> = {
  ' ': (keys) => keys.toggle(),
  k: (keys) => keys.toggle(),
  arrowleft: (keys) => keys.jump(-shortJumpSeconds),
  arrowright: (keys) => keys.jump(shortJumpSeconds),
  j: (keys) => keys.jump(-longJumpSeconds),
  l: (keys) => keys.jump(longJumpSeconds),
  arrowup: (keys) => keys.changeVolume(volumeStep),
  arrowdown: (keys) => keys.changeVolume(-volumeStep),
  m: (keys) => keys.mute(),
  f: (keys) => keys.fullscreen(),
  t: (keys) => keys.theatre(),
  c: (keys) => keys.captions(),
  '<': (keys) => keys.changeSpeed(-1),
  '>': (keys) => keys.changeSpeed(1),
  '?': (keys) => keys.help(),
};

/**
 * The player's keys, wherever on the page nobody types. Letters work beside the player too; those that
 * also move the page or press a button belong to what has the focus outside of it.
 */
export function usePlayerKeys(frame: HTMLElement | null, keys: PlayerKeys): void {
  const isOn = usePlayerPreferences(({ hasKeys }) => hasKeys);
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listening = new AbortController();
    const press = (event: KeyboardEvent) => {
      const act = actionOf(event);
      if (!act || (!isOn && event.key !== '?') || !isMeant(event, frame)) return;
      event.preventDefault();
      act(latest.current);
    };
    document.addEventListener('keydown', press, { signal: listening.signal });
    return () => listening.abort();
  }, [frame, isOn]);
}

function actionOf(event: KeyboardEvent): ((keys: PlayerKeys) => void) | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.shiftKey && event.key.toLowerCase() === 'n') return (keys) => keys.next();
  if (/^\d$/.test(event.key)) return (keys) => keys.jumpTo(Number(event.key) / 10);
  return actions[event.key.toLowerCase()];
}

function isMeant(event: KeyboardEvent, frame: HTMLElement | null): boolean {
  const { target, key, defaultPrevented } = event;
  if (defaultPrevented || !(target instanceof Element) || target.closest(typing)) return false;
  if (!navigating.has(key)) return true;
  if (target === document.body || target === document.documentElement) return true;
  if (!frame?.contains(target) || target.closest(ranges)) return false;
  // The space bar presses the button that has the focus.
  return key !== ' ' || !target.closest('button, [role="button"]');
}

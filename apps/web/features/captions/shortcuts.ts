export type ShortcutName =
  | 'save'
  | 'undo'
  | 'redo'
  | 'play'
  | 'start'
  | 'end'
  | 'split'
  | 'merge'
  | 'add'
  | 'previous'
  | 'next'
  | 'remove';

interface Shortcut {
  readonly name: ShortcutName;
  /** As `KeyboardEvent.code`: the place on the keyboard, as letters differ by layout. */
  readonly code: string;
  readonly modifier: 'ctrl' | 'alt';
  readonly isShifted?: boolean;
  readonly shown: string;
}

/** With Alt, so that every letter can still be typed into the texts. */
export const shortcuts: readonly Shortcut[] = [
  { name: 'save', code: 'KeyS', modifier: 'ctrl', shown: 'Ctrl + S' },
  { name: 'undo', code: 'KeyZ', modifier: 'ctrl', shown: 'Ctrl + Z' },
  { name: 'redo', code: 'KeyZ', modifier: 'ctrl', isShifted: true, shown: 'Ctrl + Shift + Z' },
  { name: 'play', code: 'KeyP', modifier: 'alt', shown: 'Alt + P' },
  { name: 'start', code: 'KeyI', modifier: 'alt', shown: 'Alt + I' },
  { name: 'end', code: 'KeyO', modifier: 'alt', shown: 'Alt + O' },
  { name: 'split', code: 'Enter', modifier: 'alt', shown: 'Alt + Enter' },
  { name: 'merge', code: 'KeyJ', modifier: 'alt', shown: 'Alt + J' },
  { name: 'add', code: 'KeyN', modifier: 'alt', shown: 'Alt + N' },
  { name: 'previous', code: 'ArrowUp', modifier: 'alt', shown: 'Alt + ↑' },
  { name: 'next', code: 'ArrowDown', modifier: 'alt', shown: 'Alt + ↓' },
  { name: 'remove', code: 'Backspace', modifier: 'alt', shown: 'Alt + Backspace' },
];

type Pressed = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function shortcutOf(pressed: Pressed): ShortcutName | undefined {
  const isControl = pressed.ctrlKey || pressed.metaKey;
  return shortcuts.find(
    ({ code, modifier, isShifted = false }) =>
      code === pressed.code &&
      isShifted === pressed.shiftKey &&
      (modifier === 'ctrl') === isControl &&
      (modifier === 'alt') === pressed.altKey,
  )?.name;
}

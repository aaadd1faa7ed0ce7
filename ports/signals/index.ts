export { type Found, Remembered, type RememberedOptions } from './remembered.ts';
export { Signals } from './signals.ts';

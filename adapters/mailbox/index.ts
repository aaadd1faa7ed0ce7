export { openMailbox, type OpenMailbox } from './open-mailbox.ts';

/** Moderation decides over what others own, and nobody calls it: it has no facade. */
export type { Decision } from './store/tables.ts';

/** Messaging reacts to events and nobody calls it: it has no facade. */
export { factPages } from './domain/fact-pages.ts';

/** Messaging reacts to events and nobody calls it: it has no facade. */
export {};

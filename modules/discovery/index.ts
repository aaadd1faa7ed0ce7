/**
 * Search lives on events alone and nobody asks it anything but over HTTP, so it has no facade. What
 * it reads of an event is in `domain/card.ts`.
 */
export type { Card } from './domain/card.ts';

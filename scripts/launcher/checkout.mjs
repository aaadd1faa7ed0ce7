import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. Spelt out, because `import.meta.dirname` is younger than some Node 20. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {...string} parts of a path below the checkout */
export const inCheckout = (...parts) => join(root, ...parts);

export const nodeBinary = inCheckout('node_modules/.bin/node');

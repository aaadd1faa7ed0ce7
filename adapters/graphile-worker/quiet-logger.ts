import { Logger } from 'graphile-worker';

/** The runner writes what matters to the structured log itself. */
export const quietLogger = new Logger(() => () => {});

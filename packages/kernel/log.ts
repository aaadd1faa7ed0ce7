/** What a part of the program may write to the structured log; also its name in the container. */
export abstract class Log {
  abstract debug(fields: object, message: string): void;
  abstract info(fields: object, message: string): void;
  abstract warn(fields: object, message: string): void;
  abstract error(fields: object, message: string): void;
  /** A log that adds these fields to every line. */
  abstract child(fields: object): Log;
}

/** Drops everything: for tools and tests that have no log. */
export const silentLog: Log = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLog,
};

/** Another program holds this data directory; the message says which, in words for a person. */
export class AlreadyRunning extends Error {
  readonly dataDir: string;
  /** Process that holds it; unknown when it did not answer. */
  readonly pid: number | undefined;

  constructor(dataDir: string, pid: number | undefined) {
    const holder = pid === undefined ? '' : ` (process ${pid})`;
    super(`EduMaster is already running${holder} with the data in ${dataDir}`);
    this.name = 'AlreadyRunning';
    this.dataDir = dataDir;
    this.pid = pid;
  }
}

/** The embedded server cannot run here; the message says why and what to do. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

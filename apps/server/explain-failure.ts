import { AppError } from '@edumaster/kernel';
import { EditedMigration } from '@edumaster/postgres';
import { AlreadyRunning, EmbeddedPostgresError } from '@edumaster/postgres-embedded';
import { InvalidSettings } from '@edumaster/settings';
import { WrongConfiguration } from './installation/configuration.ts';

/** What a person at a terminal is told, and what to do; a bug keeps its stack. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (isForPeople(error)) return error.message;
  if (error instanceof AppError && error.definition.status < 500) return explainRefusal(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `The port is in use by another program. Set PORT to a free one. (${error.message})`;
  }
  return error.stack ?? error.message;
}

function explainRefusal({ message, errors = [] }: AppError): string {
  return [message, ...errors.map(({ path, message: problem }) => `  ${path} ${problem}`)].join(
    '\n',
  );
}

function isForPeople(error: Error): boolean {
  return [
    AlreadyRunning,
    EditedMigration,
    EmbeddedPostgresError,
    InvalidSettings,
    WrongConfiguration,
  ].some((kind) => error instanceof kind);
}

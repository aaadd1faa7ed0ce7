export { AlreadyRunning, EmbeddedPostgresError } from './errors.ts';
export {
  type Connection,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';
export { runningEmbeddedPostgres } from './running-embedded-postgres.ts';

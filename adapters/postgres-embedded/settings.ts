/** `test` gives up every guarantee that a crash would need, for speed. */
export type Profile = 'durable' | 'test';

const everywhere = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  work_mem: '8MB',
  random_page_cost: '1.1',
  // lz4 is not compiled into this build.
  wal_compression: 'pglz',
  // Our statements are short: compiling them costs more than it saves.
  jit: 'off',
  // A query whose client is gone ends instead of running on.
  client_connection_check_interval: '2s',
  // An open write transaction holds back every consumer of the event log.
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  // Severity first; time and process are added by our own log.
  log_line_prefix: '',
  // Statements and details hold what people typed: they must not reach the log.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
};

const profiles: Record<Profile, Record<string, string>> = {
  durable: { max_connections: '60' },
  test: {
    max_connections: '200',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  },
};

/** Arguments of `postgres`; they win over the files in the data directory, so a release can change them. */
export function serverArguments(options: {
  readonly dataDir: string;
  readonly socketDir: string;
  readonly port: number;
  readonly profile: Profile;
  readonly settings: Readonly<Record<string, string>>;
}): string[] {
  const settings: Record<string, string> = {
    ...everywhere,
    ...profiles[options.profile],
    // A list, in which only a quoted name may hold a comma or a space.
    unix_socket_directories: `"${options.socketDir.replaceAll('"', '""')}"`,
    port: String(options.port),
    ...options.settings,
  };
  const pairs = Object.entries(settings).map(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', options.dataDir, ...pairs.flat()];
}

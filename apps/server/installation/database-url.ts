import type { DatabaseConnection } from '@edumaster/postgres';

/** `postgres://user:password@host:port/database?sslmode=require`, or `?host=/socket/folder`. */
export function parseDatabaseUrl(address: string): DatabaseConnection {
  const url = new URL(address);
  const sslMode = url.searchParams.get('sslmode') ?? 'disable';
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ssl: sslMode !== 'disable',
  };
}

import { parseClamdAddress } from '@edumaster/clamd';
import { settingsSlice } from '@edumaster/settings';
import { z } from 'zod';
import { isAddressRange } from './edge/client-address.ts';
import { hstsReaches } from './edge/security-headers.ts';

const addressList = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((ranges) => ranges.every(isAddressRange), {
    error: 'must list addresses or networks such as 10.0.0.0/8, separated by commas',
  });

const port = z.coerce.number().int().min(1).max(65_535);

/** Settings of the program itself; each module adds its own slice. */
export const serverSettings = settingsSlice('server', {
  PORT: port.default(3000).describe('The one public port'),
  EDUMASTER_MODE: z
    .enum(['embedded', 'production'])
    .default('embedded')
    .describe(
      'embedded allows demo accounts, the mailbox page and sandbox payments; production none of ' +
        'them, and needs an origin, a secret and a sandbox for the encoder',
    ),
  EDUMASTER_HOST: z
    .string()
    .optional()
    .describe('Address to listen on; by default loopback when embedded, else every one'),
  EDUMASTER_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must be an origin such as https://learn.example.com' })
    .transform((url) => new URL(url).origin)
    .optional()
    .describe('The public origin, for the issuer and for links; needed in production'),
  EDUMASTER_DATA_DIR: z
    .string()
    .optional()
    .describe('Folder of the database, files, keys and log; by default .data in the checkout'),
  EDUMASTER_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
    .optional()
    .describe(
      'A Postgres of your own instead of the embedded one; its user owns its database and may create roles',
    ),
  EDUMASTER_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .describe(
      'Every key is derived from it; needed in production, else made and kept in the data directory',
    ),
  EDUMASTER_PROXIES: addressList
    .default([])
    .describe('Proxies in front whose X-Forwarded-For is believed: addresses or networks'),
  EDUMASTER_HSTS: z
    .enum(hstsReaches)
    .default('host')
    .describe(
      'With an https origin, browsers use nothing but TLS for two years: for each host, for the ' +
        "platform's subdomains too, or as the browsers' own list asks for it",
    ),
  EDUMASTER_SECURITY_CONTACT: z
    .union([
      z.url({ protocol: /^(https|mailto)$/ }),
      z.email().transform((address) => `mailto:${address}`),
    ])
    .optional()
    .describe('Who reads findings about security, for security.txt: an e-mail or https address'),
  EDUMASTER_ADDRESS_LIMIT_FACTOR: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe('Multiplies how much one address may do, where many people share few addresses'),
  EDUMASTER_REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' })
    .optional()
    .describe('Counts limits in Redis, for all processes together; by default in each process'),
  EDUMASTER_CLAMD: z
    .string()
    .refine((text) => parseClamdAddress(text).ok, {
      error: 'must be the path of a socket such as /run/clamav/clamd.ctl, or host:port',
    })
    .optional()
    .describe('Scans uploaded files for viruses: the socket of clamd, or its host:port'),
  EDUMASTER_METRICS_PORT: port
    .optional()
    .describe('Loopback port of /metrics; by default 9464 when it is free'),
  EDUMASTER_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Structured logs go to standard output in production, else to server.log'),
  EDUMASTER_WORKERS: z.coerce
    .number()
    .int()
    .min(0)
    .max(64)
    .default(1)
    .describe('Jobs at the same time in this process; 0 leaves them to other processes'),
  EDUMASTER_ALLOW_UNSANDBOXED_ENCODER: z
    .stringbool()
    .default(false)
    .describe('Lets production encode where the system offers no sandbox'),
  EDUMASTER_DEMO: z
    .stringbool()
    .default(true)
    .describe('Demo data on the embedded start; false leaves the marketplace empty'),
  PATH: z.string().default('/usr/local/bin:/usr/bin:/bin').describe('Where ffmpeg is searched'),
  FFMPEG_PATH: z.string().optional().describe('The ffmpeg to use; by default the one on the PATH'),
});

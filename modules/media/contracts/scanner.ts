import { defineRoute } from '@edumaster/http/contract';
import { z } from 'zod';

export const readScanner = defineRoute({
  id: 'readVirusScanner',
  method: 'GET',
  path: '/api/v1/admin/virus-scanner',
  summary: 'Whether uploaded files are scanned for viruses',
  tag: 'Media',
  permission: 'scanner.read',
  status: 200,
  response: z
    .object({
      scanner: z
        .object({
          name: z.string(),
          isThere: z.boolean().describe('Files wait as long as it is not'),
          detail: z.string().describe('What it says of itself, or why it says nothing'),
        })
        .nullable()
        .describe('Null when none is set: files are then published without a scan'),
    })
    .meta({ id: 'VirusScanning' }),
  errors: [],
});

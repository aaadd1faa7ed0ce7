import { type SettingsOf, settingsSlice } from '@edumaster/settings';
import { z } from 'zod';
import { signatureSchemes } from './domain/signed-path.ts';

export const mediaSettings = settingsSlice('media', {
  EDUMASTER_UPLOAD_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .default(20 * 1024 ** 3)
    .describe('Largest video that may be uploaded, in bytes'),
  EDUMASTER_VIDEO_BYTES_PER_DAY: z.coerce
    .number()
    .int()
    .min(1024)
    .default(100 * 1000 ** 3)
    .describe('Video that one person may upload within any 24 hours, in bytes'),
  EDUMASTER_ORIGINALS: z
    .enum(['keep', 'delete'])
    .default('keep')
    .describe('Uploaded videos: keep them, or delete them when every size is made'),
  EDUMASTER_UNSCANNED_VIDEOS: z
    .enum(['take', 'refuse'])
    .default('take')
    .describe('Videos that are larger than what the virus scanner looks at: take or refuse them'),
  EDUMASTER_ENCODE_LEAST_FREE_BYTES: z.coerce
    .number()
    .int()
    .min(0)
    .default(1024 ** 3)
    .describe('Encodes wait rather than leave less room on the disk, in bytes'),
  EDUMASTER_ENCODE_CHUNK_SECONDS: z.coerce
    .number()
    .min(4)
    .max(3600)
    .default(120)
    .describe('Long videos are encoded in parts of so many seconds, by all workers together'),
  EDUMASTER_DELIVERY_URL: z
    .url({ protocol: /^https?$/, error: 'must be an origin such as https://video.example.com' })
    .transform((url) => new URL(url).origin)
    .optional()
    .describe('Origin of the nginx or CDN that delivers videos; without it this server does'),
  EDUMASTER_FILES_URL: z
    .url({ protocol: /^https?$/, error: 'must be an origin such as https://files.example.com' })
    .transform((url) => new URL(url).origin)
    .optional()
    .describe(
      'Another origin of this server, from which files of courses are downloaded without cookies',
    ),
  EDUMASTER_DELIVERY_KEY: z
    .string()
    .regex(/^[\w-]{32,128}$/, 'must be 32 to 128 letters, digits, - or _')
    .optional()
    .describe('What nginx or the CDN checks playback addresses with; a secret'),
  EDUMASTER_DELIVERY_SIGNATURE: z
    .enum(signatureSchemes)
    .default('hmac-sha256')
    .describe('How playback addresses are signed: secure-link is what nginx can check by itself'),
  EDUMASTER_SPEECH_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://api.openai.com/v1' })
    .optional()
    .describe('OpenAI-compatible endpoint that writes captions, up to and with /v1'),
  EDUMASTER_SPEECH_KEY: z.string().min(1).optional().describe('Its key, where it wants one'),
  EDUMASTER_SPEECH_MODEL: z
    .string()
    .min(1)
    .default('whisper-1')
    .describe('Its model; it must give segments with times'),
});

export type MediaSettings = SettingsOf<typeof mediaSettings>;

/** Name of the checked settings in the container. */
export const mediaSettingsToken = Symbol('settings of media');

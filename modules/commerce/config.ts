import { type SettingsOf, settingsSlice } from '@edumaster/settings';
import { z } from 'zod';

const basisPoints = z.coerce.number().int().min(0).max(10_000);

export const commerceSettings = settingsSlice('commerce', {
  EDUMASTER_MARKETPLACE_SHARE: basisPoints
    .default(3_700)
    .describe('What who teaches gets of a sale in the marketplace, in hundredths of a percent'),
  EDUMASTER_ACADEMY_SHARE: basisPoints
    .default(10_000)
    .describe('The same of a sale in an academy or organization'),
  EDUMASTER_CHECKOUT_MINUTES: z.coerce
    .number()
    .int()
    .min(10)
    .max(1_440)
    .default(60)
    .describe('How long a buyer may take to pay'),
  EDUMASTER_REFUND_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(365)
    .default(30)
    .describe('For how many days buyers get their money back without asking anybody'),
  EDUMASTER_REFUND_CONSUMED_PERCENT: z.coerce
    .number()
    .int()
    .min(0)
    .max(100)
    .default(30)
    .describe('How much of a course they may have completed then'),
});

export type CommerceSettings = SettingsOf<typeof commerceSettings>;

/** Name of the checked settings in the container. */
export const commerceSettingsToken = Symbol('settings of commerce');

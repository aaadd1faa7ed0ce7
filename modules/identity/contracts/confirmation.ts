import { knownPassword } from './fields.ts';

/** Of a body that asks for what nobody may do who has merely found an unlocked computer. */
export const confirmation = {
  currentPassword: knownPassword
    .optional()
    .describe('Left out by who has none and has signed in within the last ten minutes'),
};

export const refusalsOfConfirmation = [
  'password_wrong',
  'sign_in_again',
  'too_many_requests',
] as const;

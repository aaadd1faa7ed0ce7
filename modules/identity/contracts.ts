import { changeMe, logIn, logOut, readMe, refresh, register } from './contracts/accounts.ts';
import { signInWithPassword, signUp } from './contracts/sign-in.ts';

export { userSchema } from './contracts/accounts.ts';
export { changeMe, logIn, logOut, readMe, refresh, register, signInWithPassword, signUp };

/** Every route of identity; types the client too. */
export const identityContracts = {
  register,
  logIn,
  refresh,
  logOut,
  readMe,
  changeMe,
  signInWithPassword,
  signUp,
};

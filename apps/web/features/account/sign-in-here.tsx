'use client';

import { usePathname } from 'next/navigation';
import { SignInRequired } from '../shell/sign-in-required.tsx';

/** Leads to the log-in and back to the page that is shown. */
export function SignInHere() {
  return <SignInRequired returnTo={usePathname()} />;
}

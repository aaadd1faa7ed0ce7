/** The server owns these addresses: reach them by a full navigation, never by a client-side one. */
export function signInAddress(returnTo: string): string {
  return `/auth/sign-in?${new URLSearchParams({ returnTo })}`;
}

export function signUpAddress(returnTo: string): string {
  return `/auth/sign-in?${new URLSearchParams({ screen: 'sign-up', returnTo })}`;
}

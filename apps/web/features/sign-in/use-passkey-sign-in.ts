import { useCallback, useEffect, useState } from 'react';
import { browserApi } from '#web/api/browser-api.ts';
import { askPasskey, offerPasskeys } from '#web/platform/passkeys.ts';
import { type FailureMessage, failureMessage } from './interaction-failure.ts';

/** What the authenticator is asked is good for ten minutes; a page may stand open longer. */
const renewedAfterMs = 9 * 60 * 1_000;

/**
 * Signs in by a passkey: when the person presses the button, or chooses one of those that the
 * browser offers in the field of the address.
 */
export function usePasskeySignIn(
  uid: string,
  setFailure: (failure: FailureMessage | null) => void,
): { readonly isBusy: boolean; readonly signIn: () => Promise<void> } {
  const [isBusy, setBusy] = useState(false);

  const answer = useCallback(
    async (
      credential: Parameters<typeof browserApi.signInWithPasskey>[0]['body']['credential'],
    ) => {
      const params = { uid };
      const { redirectTo } = await browserApi.signInWithPasskey({ params, body: { credential } });
      location.assign(redirectTo);
    },
    [uid],
  );

  const offer = useCallback(async () => {
    try {
      const credential = await offerPasskeys(() =>
        browserApi.preparePasskeySignIn({ params: { uid } }),
      );
      if (!credential) return;
      setBusy(true);
      setFailure(null);
      await answer(credential);
    } catch (error) {
      setBusy(false);
      setFailure(failureMessage(error));
    }
  }, [uid, answer, setFailure]);

  useEffect(() => {
    void offer();
    const renewal = setInterval(() => void offer(), renewedAfterMs);
    return () => clearInterval(renewal);
  }, [offer]);

  const signIn = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const options = await browserApi.preparePasskeySignIn({ params: { uid } });
      const asked = await askPasskey(options);
      if (asked.isGiven) return await answer(asked.credential);
      setFailure(asked.isPossible ? 'passkeyCancelled' : 'passkeyImpossible');
    } catch (error) {
      setFailure(failureMessage(error));
    }
    setBusy(false);
    void offer();
  };
  return { isBusy, signIn };
}

import { useCallback, useEffect, useRef, useState } from 'react';
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
  // What was asked last: the answer to anything before it has no challenge any more.
  const asked = useRef(0);

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
    const own = ++asked.current;
    try {
      const credential = await offerPasskeys(() =>
        browserApi.preparePasskeySignIn({ params: { uid } }),
      );
      if (!credential || asked.current !== own) return;
      setBusy(true);
      setFailure(null);
      await answer(credential);
    } catch (error) {
      if (asked.current !== own) return;
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
    asked.current += 1;
    setBusy(true);
    setFailure(null);
    try {
      const options = await browserApi.preparePasskeySignIn({ params: { uid } });
      const given = await askPasskey(options);
      if (given.isGiven) return await answer(given.credential);
      setFailure(given.isPossible ? 'passkeyCancelled' : 'passkeyImpossible');
    } catch (error) {
      setFailure(failureMessage(error));
    }
    setBusy(false);
    void offer();
  };
  return { isBusy, signIn };
}

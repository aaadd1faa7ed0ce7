'use client';

import { useState } from 'react';
import type { Caption } from '#web/api/media.ts';
import { usePlayerPreferences } from './player-preferences.ts';

/** The captions as the browser shows them; what is chosen is decided by the menu. */
export function CaptionTracks({ captions }: { captions: readonly Caption[] }) {
  const { captionLanguage } = usePlayerPreferences();
  return captions.map((caption) => (
    <CaptionTrack
      key={caption.language}
      caption={caption}
      isShown={caption.language === captionLanguage}
    />
  ));
}

/**
 * Its address is signed anew every few minutes. One that is shown keeps the address by which it was
 * loaded, or the words on the picture would go out for a moment; one that is not takes the newest.
 */
function CaptionTrack({ caption, isShown }: { caption: Caption; isShown: boolean }) {
  const { language, label, url } = caption;
  const [address, setAddress] = useState(url);
  if (!isShown && address !== url) setAddress(url);
  return <track kind="captions" src={address} srcLang={language} label={label} />;
}

'use client';

import { useEffect, useRef, useState } from 'react';
import type { Caption } from '#web/api/media.ts';
import { usePlayerPreferences } from './player-preferences.ts';

/** Rows of text from the bottom, above the bar with the controls. */
const row = -4;

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
  const element = useRef<HTMLTrackElement>(null);
  const [address, setAddress] = useState(url);
  if (!isShown && address !== url) setAddress(url);
  useEffect(() => {
    const track = element.current;
    if (!track) return;
    const listening = new AbortController();
    track.addEventListener('load', () => liftCues(track.track), { signal: listening.signal });
    liftCues(track.track);
    return () => listening.abort();
  }, []);
  return <track ref={element} kind="captions" src={address} srcLang={language} label={label} />;
}

/** Browsers write on the last row, which is where the controls come and go. */
function liftCues({ cues }: TextTrack): void {
  for (const cue of cues ?? []) if (cue instanceof VTTCue) cue.line = row;
}

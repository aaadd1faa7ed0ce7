const names =
  /^((?:e\d{1,4}-)?(?:master(?:-\d{2,4}p)?\.m3u8|manifest\.mpd|\d{2,4}p-iframes\.m3u8|(?:\d{2,4}p|audio(?:-\d)?)\.(?:m3u8|mp4))|poster\.jpg|storyboard(?:\.vtt|-\d{1,2}\.jpg))$/;
const captions = /^captions\/[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.(?:m3u8|vtt)$/;

const contentTypes: Readonly<Record<string, string>> = {
  m3u8: 'application/vnd.apple.mpegurl',
  mpd: 'application/dash+xml',
  mp4: 'video/mp4',
  m4s: 'video/iso.segment',
  jpg: 'image/jpeg',
  vtt: 'text/vtt; charset=utf-8',
};

/** The content type of a file of a video that players may fetch; undefined for any other name. */
export function deliveredType(name: string): string | undefined {
  if (!names.test(name) && !captions.test(name)) return undefined;
  if (/audio[-\d]*\.mp4$/.test(name)) return 'audio/mp4';
  return contentTypes[name.slice(name.lastIndexOf('.') + 1)];
}

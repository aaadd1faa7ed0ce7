import Hls, { type Level } from 'hls.js';

/**
 * Adds the sizes that were made since to those that a running player chooses from: the picture goes
 * on. The way is that of hls.js for sizes that it removes, the other way round.
 */
export async function joinSizes(player: Hls, manifestUrl: string): Promise<readonly Level[]> {
  const before = player.levels;
  const known = new Set(before.map(({ height }) => height));
  const joining = (await sizesOf(manifestUrl)).filter(({ height }) => !known.has(height));
  if (joining.length === 0 || player.levels !== before) return player.levels;
  const loaded = before[player.loadLevel];
  const wasAutomatic = player.autoLevelEnabled;
  const levels = [...before, ...joining].sort((a, b) => a.bitrate - b.bitrate);
  for (const [index, { details }] of levels.entries()) {
    for (const fragment of details?.fragments ?? []) fragment.level = index;
  }
  player.trigger(Hls.Events.LEVELS_UPDATED, { levels });
  // The size that is loaded has another number now.
  if (loaded) player.loadLevel = levels.indexOf(loaded);
  if (wasAutomatic) player.loadLevel = -1;
  return levels;
}

/** Read by a player that never plays. */
function sizesOf(manifestUrl: string): Promise<readonly Level[]> {
  const reader = new Hls({ autoStartLoad: false });
  const read = new Promise<readonly Level[]>((resolve) => {
    reader.on(Hls.Events.MANIFEST_PARSED, (_event, { levels }) => resolve(levels));
    // The next renewal tries again.
    reader.on(Hls.Events.ERROR, () => resolve([]));
    reader.loadSource(manifestUrl);
  });
  return read.finally(() => reader.destroy());
}

/** What a player reports. */
export interface Heartbeat {
  readonly timestamp: number;
  readonly playedSeconds?: number | undefined;
  readonly clientTime?: string | undefined;
}

/** What is recorded of it. */
export interface Watching {
  readonly positionSeconds: number;
  /** Null when the player did not say it. */
  readonly playedSeconds: number | null;
  readonly eventAt: Date;
}

/**
 * Brings a heartbeat within what is possible: no position beyond the end, no more played than lies
 * before the position (in milliseconds), and no clock that is ahead of ours, since one event from
 * the future would hold the position for as long as that future lasts.
 */
export function watchingOf(
  heartbeat: Heartbeat,
  durationSeconds: number | null,
  now: Date,
): Watching {
  const position = milliseconds(Math.min(heartbeat.timestamp, durationSeconds ?? Infinity));
  const played = heartbeat.playedSeconds;
  return {
    positionSeconds: position,
    playedSeconds: played === undefined ? null : milliseconds(Math.min(played, position)),
    eventAt: eventTime(heartbeat.clientTime, now),
  };
}

function eventTime(clientTime: string | undefined, now: Date): Date {
  if (clientTime === undefined) return now;
  const said = new Date(clientTime);
  return said < now ? said : now;
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}

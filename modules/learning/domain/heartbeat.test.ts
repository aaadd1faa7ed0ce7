import { describe, expect, it } from 'vitest';
import { watchingOf } from './heartbeat.ts';
import { resumePosition } from './resume-position.ts';

const now = new Date('2026-03-01T12:00:00.000Z');

describe('a heartbeat', () => {
  it('does not lie beyond the end of the video', () => {
    const watching = watchingOf({ timestamp: 700, playedSeconds: 10 }, 600, now);
    expect(watching).toMatchObject({ positionSeconds: 600, playedSeconds: 10 });
  });

  it('has not played more than lies before it', () => {
    expect(watchingOf({ timestamp: 5, playedSeconds: 60 }, 600, now).playedSeconds).toBe(5);
  });

  it('happens when the player says, but not in the future', () => {
    const past = '2026-03-01T13:59:00.000+02:00';
    expect(watchingOf({ timestamp: 1, clientTime: past }, 9, now).eventAt.toISOString()).toBe(
      '2026-03-01T11:59:00.000Z',
    );
    const future = '2027-01-01T00:00:00.000Z';
    expect(watchingOf({ timestamp: 1, clientTime: future }, 9, now).eventAt).toEqual(now);
  });
});

describe('the position to resume at', () => {
  it('is where one stopped', () => {
    expect(resumePosition(7.25, 12)).toBe(7.25);
    expect(resumePosition(7.25, null)).toBe(7.25);
  });

  it('is the beginning after the end was reached', () => {
    expect(resumePosition(11.5, 12)).toBe(0);
    expect(resumePosition(3_590, 3_600)).toBe(0);
    expect(resumePosition(3_500, 3_600)).toBe(3_500);
  });
});

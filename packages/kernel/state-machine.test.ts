import { describe, expect, it } from 'vitest';
import { defineStateMachine, listStateMachines } from './state-machine.ts';

const lamp = defineStateMachine({
  name: 'lamp of the test',
  initial: 'off',
  transitions: { off: { press: 'on' }, on: { press: 'off', fall: 'broken' }, broken: {} },
});

describe('a state machine', () => {
  it('goes where its table says', () => {
    expect(lamp.next('off', 'press')).toBe('on');
    expect(lamp.next('on', 'fall')).toBe('broken');
    expect(lamp.sources('press')).toEqual(['off', 'on']);
    expect(lamp.allows('broken', 'press')).toBe(false);
  });

  it('refuses what is not in its table, also what every object has', () => {
    expect(() => lamp.next('broken', 'press')).toThrow(/lamp of the test is broken/);
    expect(() => lamp.next('off', 'toString' as 'press')).toThrow();
    expect(() => lamp.next('constructor' as 'off', 'press')).toThrow();
  });

  it('is declared once and known by its name', () => {
    const again = { name: 'lamp of the test', initial: 'a', transitions: { a: {} } } as const;
    expect(() => defineStateMachine(again)).toThrow(/twice/);
    expect(listStateMachines().map(({ name }) => name)).toContain('lamp of the test');
  });

  it('leads to states that there are, and to each of them', () => {
    const gone = { name: 'one', initial: 'a', transitions: { a: { go: 'b' } } } as const;
    expect(() => defineStateMachine(gone)).toThrow(/no such state/);
    const lost = { name: 'two', initial: 'a', transitions: { a: {}, b: {} } } as const;
    expect(() => defineStateMachine(lost)).toThrow(/nothing leads/);
  });
});

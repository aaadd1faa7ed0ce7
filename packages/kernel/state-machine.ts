import { AppError } from './errors.ts';
import './platform-errors.ts';

/** From a state, by what happens, to the next state. */
export type Transitions<State extends string, Event extends string> = Readonly<
  Record<State, Readonly<Partial<Record<Event, State>>>>
>;

/** What is known of every machine without its words. */
export interface StateMachineDescription {
  /** What it is about, for example `order`. */
  readonly name: string;
  readonly initial: string;
  readonly transitions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The states of a thing and what leads from one to the next, as data: what is not in the table does
 * not happen. `docs/state-machines.md` is drawn from it.
 */
export interface StateMachine<
  State extends string,
  Event extends string,
> extends StateMachineDescription {
  readonly initial: State;
  readonly states: readonly State[];
  /** Whether the event may happen in this state. */
  allows(state: State, event: Event): boolean;
  /** @throws AppError `conflict` when the event may not happen in this state */
  next(state: State, event: Event): State;
  /** The states in which the event may happen: for `where status = any(…)`, which decides the race. */
  sources(event: Event): readonly State[];
}

type StateOf<Table> = keyof Table & string;
type EventOf<Table> = { [State in keyof Table]: keyof Table[State] }[keyof Table] & string;

const defined = new Map<string, StateMachineDescription>();

/**
 * Declares a machine; a name belongs to one.
 * @throws Error when a transition leads to no state of the table, or a state cannot be reached
 */
export function defineStateMachine<
  const Table extends Readonly<Record<string, Readonly<Record<string, string>>>>,
>(definition: {
  readonly name: string;
  readonly initial: StateOf<Table>;
  readonly transitions: Table;
}): StateMachine<StateOf<Table>, EventOf<Table>> {
  const { name, initial, transitions } = definition;
  requireSound(definition);
  if (defined.has(name)) throw new Error(`state machine ${name} is declared twice`);
  defined.set(name, definition);
  const states = Object.keys(transitions) as StateOf<Table>[];
  const target = (state: string, event: string) => {
    const from = Object.hasOwn(transitions, state) ? transitions[state] : undefined;
    return from && Object.hasOwn(from, event) ? (from[event] as StateOf<Table>) : undefined;
  };
  return {
    name,
    initial,
    transitions,
    states,
    allows: (state, event) => target(state, event) !== undefined,
    next(state, event) {
      const next = target(state, event);
      if (next !== undefined) return next;
      throw new AppError('conflict', { detail: `${name} is ${state}: "${event}" is not possible` });
    },
    sources: (event) => states.filter((state) => target(state, event) !== undefined),
  };
}

/** All declared machines, by name. */
export function listStateMachines(): readonly StateMachineDescription[] {
  return [...defined.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function requireSound({ name, initial, transitions }: StateMachineDescription): void {
  const reached = new Set([initial, ...Object.values(transitions).flatMap(Object.values<string>)]);
  const states = Object.keys(transitions);
  const unknown = [...reached].filter((state) => !Object.hasOwn(transitions, state));
  if (unknown.length > 0) throw new Error(`${name} leads to ${unknown.join(', ')}: no such state`);
  const lost = states.filter((state) => !reached.has(state));
  if (lost.length > 0) throw new Error(`nothing leads ${name} to ${lost.join(', ')}`);
}

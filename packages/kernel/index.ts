export {
  type Actor,
  type Ctx,
  type Delivery,
  type SignIn,
  type SystemCtx,
  systemCtx,
} from './ctx.ts';
export {
  AppError,
  defineErrors,
  type ErrorCatalogue,
  type ErrorDefinition,
  type FieldError,
  listErrors,
} from './errors.ts';
export { type Id, id, isId, newId } from './id.ts';
export { type Currency, type Money, money } from './money.ts';
export { failure, type Outcome, success } from './outcome.ts';
export { packageRoot } from './package-root.ts';
export { derivedKey, type RootSecret } from './root-secret.ts';
export { Seal } from './seal.ts';
export { Log, silentLog } from './log.ts';
export { platformErrors } from './platform-errors.ts';
export { decodeCursor, encodeCursor, foreignCursor, idOfCursor, pageOf } from './cursor.ts';
export {
  defineStateMachine,
  listStateMachines,
  type StateMachine,
  type StateMachineDescription,
  type Transitions,
} from './state-machine.ts';

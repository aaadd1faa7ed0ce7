export {
  type CheckedDocument,
  type CheckOutcome,
  type CheckRequest,
  type CheckResult,
  checkOutcomes,
  IdentityCheck,
  type SingleCheck,
} from './identity-check.ts';
export { IdentityCheckUnavailable } from './identity-check-unavailable.ts';

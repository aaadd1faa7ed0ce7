export { Counters, type Limit, type Receipt, type Taken } from './counters.ts';
export { type Quota, Quotas, type Use } from './quotas.ts';

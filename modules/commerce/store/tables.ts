export * from './ledger-tables.ts';
export * from './order-tables.ts';

export type { BasisPoints, MinorUnits } from './domain/minor-units.ts';

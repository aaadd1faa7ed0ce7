export { StripeTwin, type StripeTwinOptions } from './stripe-twin.ts';

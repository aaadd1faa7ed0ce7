export { MemoryCounters } from './memory-counters.ts';

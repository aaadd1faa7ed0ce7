export { moderationWorld } from './moderation-world.ts';

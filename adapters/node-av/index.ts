export { findNodeAv, type FindNodeAvOptions, type NodeAvRefusal } from './find-node-av.ts';

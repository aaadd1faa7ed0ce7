export * from './contract.ts';
export { Route, routesOf } from './server/route.ts';
export { answer, type Call, FileAnswer, type HandlerAnswer } from './server/call.ts';

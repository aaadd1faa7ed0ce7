export { readCookie, readOwnCookie } from './server/cookies.ts';
export { bindRoutes, type ContextResolver, type RouteHooks } from './server/bind-routes.ts';
export { type Caller, callerOf, rememberCaller } from './server/caller.ts';
export { RouteLimits } from './server/route-limits.ts';
export { listRoutes } from './server/list-routes.ts';
export { dispositionOf } from './server/send-file.ts';
export { sendProblem, validationFailed } from './server/problem.ts';
export { Route, type RouteBinding, routesOf } from './server/route.ts';

import 'reflect-metadata';
import type { RouteContract } from '../contract.ts';

const routesKey = Symbol('routes');

export interface RouteBinding {
  readonly contract: RouteContract;
  /** Name of the method that answers. */
  readonly handler: string;
}

/** Makes the method answer the contract: it takes a `Call` and returns what the contract says. */
export function Route(contract: RouteContract): MethodDecorator {
  return (target, handler) => {
    const bindings = bindingsOf(target);
    const next = [...bindings, { contract, handler: String(handler) }];
    Reflect.defineMetadata(routesKey, next, target);
  };
}

/** The routes of an instance that the container made; empty for anything else. */
export function routesOf(instance: unknown): readonly RouteBinding[] {
  if (typeof instance !== 'object' || instance === null) return [];
  const prototype: unknown = Object.getPrototypeOf(instance);
  return typeof prototype === 'object' && prototype !== null ? bindingsOf(prototype) : [];
}

function bindingsOf(target: object): readonly RouteBinding[] {
  return (Reflect.getMetadata(routesKey, target) as RouteBinding[] | undefined) ?? [];
}

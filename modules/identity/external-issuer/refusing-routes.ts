import { routesOf } from '@edumaster/http/server';
import type { Type } from '@nestjs/common';
import type { ExternalIssuerSettings } from './external-issuer-settings.ts';
import { issuerElsewhere } from './issuer-elsewhere.ts';

/**
 * The same routes, in the API's document too, which all refuse with the address of the issuer.
 * @param type a class with `@Route` methods
 */
export function refusingRoutes<Routes extends object>(
  type: Type<Routes>,
  settings: ExternalIssuerSettings,
): Routes {
  const routes = Object.create(type.prototype) as Routes;
  const refuse = async () => {
    throw issuerElsewhere(settings);
  };
  for (const { handler } of routesOf(routes)) {
    Object.defineProperty(routes, handler, { value: refuse });
  }
  return routes;
}

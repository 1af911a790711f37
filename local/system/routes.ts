import * as z from 'zod';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import { nameInArn } from './attributes.ts';
import type { ResolvedTemplate } from './template.ts';

/** A route of the HTTP API. */
export interface Route {
  /** As the template states it: `GET /credentials/{proxy+}`. */
  readonly key: string;
  readonly function: string;
  readonly method: string;
  readonly segments: readonly string[];
}

/** A route that was chosen for a request. */
export interface Match {
  readonly route: Route;
  /** Path parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

const RouteProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.string().default('NONE'),
});
const IntegrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
});

/**
 * The routes of a template's HTTP API.
 *
 * @throws {InvalidInput} where one needs an authorizer or another kind of integration than a function's.
 */
export const routesIn = (template: ResolvedTemplate): Route[] => {
  const integrations = new Map(
    template
      .ofType('AWS::ApiGatewayV2::Integration')
      .map(({ id, properties }) => [
        id,
        parse(IntegrationProperties, properties, `template: integration ${id}`),
      ]),
  );
  return template.ofType('AWS::ApiGatewayV2::Route').map(({ id, properties }) => {
    const { RouteKey, Target, AuthorizationType } = parse(
      RouteProperties,
      properties,
      `template: route ${id}`,
    );
    if (AuthorizationType !== 'NONE') {
      throw new InvalidInput(`template: route ${id}: authorizers are not offered on one machine`);
    }
    const integration = integrations.get(Target.split('/').at(-1) ?? '');
    if (!integration) throw new InvalidInput(`template: route ${id}: its integration is missing`);
    const [method = '', path = ''] = RouteKey === '$default' ? ['ANY', '/{proxy+}'] : RouteKey.split(' ');
    return {
      key: RouteKey,
      function: nameInArn(integration.IntegrationUri),
      method,
      segments: path.split('/').slice(1),
    };
  });
};

const parameterName = (segment: string): string | undefined => /^\{([^}+]+)\+?\}$/.exec(segment)?.[1];
const isGreedy = (segment: string): boolean => segment.endsWith('+}');

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray % is handed on as it came; the function may refuse it.
    return text;
  }
};

const parametersOf = ({ segments }: Route, parts: readonly string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = {};
  for (const [i, segment] of segments.entries()) {
    const part = parts[i];
    const name = parameterName(segment);
    if (part === undefined) return undefined;
    if (name === undefined) {
      if (segment !== part) return undefined;
      continue;
    }
    if (isGreedy(segment)) {
      const rest = parts.slice(i).join('/');
      return rest === '' ? undefined : { ...parameters, [name]: decoded(rest) };
    }
    if (part === '') return undefined;
    parameters[name] = decoded(part);
  }
  return segments.length === parts.length ? parameters : undefined;
};

/** How closely a route names a path, segment by segment: literal before parameter before greedy; then the method. */
const closeness = ({ key, segments, method }: Route): string =>
  segments
    .map((segment) => (parameterName(segment) === undefined ? '0' : isGreedy(segment) ? '2' : '1'))
    .join('') + (key === '$default' ? '9' : method === 'ANY' ? '4' : '3');

/** The route for a request, the most specific one where several match (HTTP API, "Routing API requests"). */
export const findRoute = (routes: readonly Route[], method: string, path: string): Match | undefined => {
  const parts = path.split('/').slice(1);
  let best: Match | undefined;
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const parameters = parametersOf(route, parts);
    if (!parameters) continue;
    if (!best || closeness(route) < closeness(best.route)) best = { route, parameters };
  }
  return best;
};

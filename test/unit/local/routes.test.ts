import { describe, expect, it } from 'vitest';
import { findRoute, type Route } from '../../../local/system/routes.ts';

const route = (key: string): Route => {
  const [method = '', path = ''] = key === '$default' ? ['ANY', '/{proxy+}'] : key.split(' ');
  return { key, function: 'f', method, segments: path.split('/').slice(1) };
};

const routes = [
  '$default',
  'ANY /{proxy+}',
  'GET /things/{id}',
  'GET /things/special',
  'ANY /things/special',
  'GET /things/{id}/parts/{rest+}',
  'POST /things/{rest+}',
  'ANY /',
].map(route);

describe('the route of a request', () => {
  it.each<[method: string, path: string, key: string, parameters: Record<string, string>]>([
    ['GET', '/', 'ANY /', {}],
    ['GET', '/things/special', 'GET /things/special', {}],
    ['PUT', '/things/special', 'ANY /things/special', {}],
    ['GET', '/things/7', 'GET /things/{id}', { id: '7' }],
    ['GET', '/things/a%20b', 'GET /things/{id}', { id: 'a b' }],
    ['GET', '/things/%', 'GET /things/{id}', { id: '%' }],
    ['DELETE', '/things/7', 'ANY /{proxy+}', { proxy: 'things/7' }],
    ['POST', '/things/7/parts', 'POST /things/{rest+}', { rest: '7/parts' }],
    ['GET', '/things/7/parts/a/b', 'GET /things/{id}/parts/{rest+}', { id: '7', rest: 'a/b' }],
    ['GET', '/other', 'ANY /{proxy+}', { proxy: 'other' }],
    ['GET', '/things/7/', 'ANY /{proxy+}', { proxy: 'things/7/' }],
  ])('%s %s is %s', (method, path, key, parameters) => {
    const match = findRoute(routes, method, path);
    expect(match?.route.key).toBe(key);
    expect(match?.parameters).toEqual(parameters);
  });

  it('is the most specific one in whatever order they stand', () => {
    const match = findRoute(routes.toReversed(), 'GET', '/things/special');
    expect(match?.route.key).toBe('GET /things/special');
  });

  it('is none where nothing matches', () => {
    expect(findRoute([route('GET /a')], 'POST', '/a')).toBeUndefined();
    expect(findRoute([route('GET /a/{id}')], 'GET', '/a/')).toBeUndefined();
    expect(findRoute([route('ANY /{proxy+}')], 'GET', '/')).toBeUndefined();
  });
});

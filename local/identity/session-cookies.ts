import type { ServerResponse } from 'node:http';

const withoutExpiry = (cookie: string): string =>
  /;\s*expires=Thu, 01 Jan 1970/i.test(cookie) ? cookie : cookie.replace(/;\s*expires=[^;]*/i, '');

/**
 * Makes every cookie that a response sets last as long as the browser is open. The provider dates them by the local
 * clock; where that was set back, a browser, which goes by its own, would throw them away at once. Cookies that are
 * deleted stay deleted.
 */
export const keepForSession = (response: ServerResponse): void => {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    if (name.toLowerCase() !== 'set-cookie') return setHeader(name, value);
    const cookies = (Array.isArray(value) ? value : [value]).map(String);
    return setHeader(name, cookies.map(withoutExpiry));
  };
};

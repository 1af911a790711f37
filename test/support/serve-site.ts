import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { emblemSvg } from '../../shared/badges/images/badge-design.ts';
import type { Site } from './site.ts';
import { achievementOf } from './site-content.ts';

/** Serves a test's site to a browser on this machine, and in place of the function that paints them, badges as SVG. */
export const serveSite = async ({ app }: Site) => {
  const server = createServer((request, response) => {
    const answer = async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const [, credential] = /^\/credentials\/([^/]+)\/image\.png$/.exec(pathname) ?? [];
      if (credential !== undefined) {
        response
          .writeHead(200, { 'content-type': 'image/svg+xml' })
          .end(emblemSvg(achievementOf(credential)));
        return;
      }
      const body = await buffer(request);
      const answered = await app.request(`http://127.0.0.1:8787${request.url ?? '/'}`, {
        method: request.method ?? 'GET',
        headers: Object.entries(request.headers).map(([name, value]): [string, string] => [
          name,
          [value].flat().join(', '),
        ]),
        ...(body.length > 0 && { body }),
      });
      response.writeHead(answered.status, Object.fromEntries(answered.headers));
      response.end(Buffer.from(await answered.arrayBuffer()));
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

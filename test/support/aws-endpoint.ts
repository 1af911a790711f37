import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call as it came over the wire. */
export interface Call {
  readonly operation: string;
  readonly body: Record<string, unknown>;
}

/**
 * A loopback server that speaks AWS's JSON protocols as far as to hand each call to `answer` and send back what it
 * returns; a thrown error is a status 500. For the real SDK clients in tests of what is said to a service.
 */
export const openAwsEndpoint = async (answer: (call: Call) => object) => {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
      const call = {
        operation,
        body: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
      };
      calls.push(call);
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      try {
        response.end(JSON.stringify(answer(call)));
      } catch (error) {
        response.statusCode = 500;
        response.end(JSON.stringify({ __type: 'InternalFailure', message: String(error) }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    calls,
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** @see openAwsEndpoint */
export type AwsEndpoint = Awaited<ReturnType<typeof openAwsEndpoint>>;

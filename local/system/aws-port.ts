import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLoopbackHost } from '../console/loopback.ts';
import type { ObjectAnswer, ObjectRequest } from '../objects/rest.ts';
import { answerError, answerJson, type Operation, ServiceError } from './aws-protocol.ts';
import type { Handler } from './http.ts';
import { readBody } from './request-body.ts';

/** An answer of a service that speaks REST instead of a JSON protocol. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The services behind the port that speaks AWS's protocols. */
export interface AwsServices {
  /** DynamoDB reads its own requests. */
  readonly dynamoDb: Handler;
  /** By operation name. */
  readonly queues: Readonly<Record<string, Operation>>;
  readonly events: Readonly<Record<string, Operation>>;
  /** SES v2: every path under `/v2/email/`. */
  readonly mail: (request: { method: string; url: string }, body: Buffer) => Promise<RestAnswer>;
  /** S3: whatever has a path of its own and names no other service. */
  readonly objects: (request: ObjectRequest, body: Buffer) => ObjectAnswer;
}

/** The largest request of any of the services: SES takes messages of 40 MB, which base64 makes a third larger. */
const MAX_BODY = 56 * 1024 * 1024;

const jsonOf = (body: Buffer): unknown => {
  try {
    return body.byteLength === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new ServiceError('SerializationException', `the body is not JSON: ${String(cause)}`);
  }
};

/**
 * Makes what answers on the AWS port. Requests are told apart by `x-amz-target` (JSON protocols) or path (SES v2; anything else is S3's), so
 * that one address serves every service. Signatures are not checked: whoever reaches the port is on this machine.
 */
export const createAwsHandler = (services: AwsServices): Handler => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.headers['x-amz-target'];
    const [service = '', operation = ''] = typeof target === 'string' ? target.split('.') : [];
    if (service.startsWith('DynamoDB')) {
      await services.dynamoDb(request, response);
      return;
    }
    const body = await readBody(request, MAX_BODY);
    if (!body)
      throw new ServiceError('RequestEntityTooLarge', 'the request is larger than any service takes');
    if (request.url?.startsWith('/v2/email/')) {
      const rest = await services.mail({ method: request.method ?? 'GET', url: request.url }, body);
      response.writeHead(rest.status, { ...rest.headers, 'content-length': Buffer.byteLength(rest.body) });
      response.end(rest.body);
      return;
    }
    if (target === undefined && request.url !== undefined && request.url !== '/') {
      const { method = 'GET', url, headers } = request;
      const rest = services.objects({ method, url, headers }, body);
      response.writeHead(rest.status, { ...rest.headers, 'content-length': rest.body.byteLength });
      response.end(rest.body);
      return;
    }
    const operations = { AmazonSQS: services.queues, AWSEvents: services.events }[service];
    const run = operations?.[operation];
    if (!run)
      throw new ServiceError(
        'UnknownOperationException',
        `${service}.${operation} is not offered on one machine`,
      );
    answerJson(response, 200, await run(jsonOf(body)));
  };

  return async (request, response) => {
    try {
      // No page of a browser has business here, and a name bound anew to this machine is no program of it either.
      if (!isLoopbackHost(request.headers.host) || request.headers.origin !== undefined) {
        throw new ServiceError('AccessDeniedException', 'only programs on this machine are served');
      }
      await answer(request, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else answerError(response, error);
    }
  };
};

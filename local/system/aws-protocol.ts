import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** A refusal in the words of an AWS service with a JSON protocol. `type` is what the SDK makes the error's name. */
export class ServiceError extends Error {
  readonly type: string;
  /** The error code of SQS's former query protocol, which its clients still read from a header. */
  readonly queryCode: string | undefined;

  constructor(type: string, message: string, queryCode?: string) {
    super(message);
    this.name = type;
    this.type = type;
    this.queryCode = queryCode;
  }
}

/** Answers one operation of an AWS JSON protocol; may be asynchronous, may throw a {@link ServiceError}. */
export type Operation = (input: unknown) => unknown;

/** Writes a JSON answer of an AWS service. */
export const answerJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  const text = JSON.stringify(body ?? {});
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': randomUUID(),
    ...headers,
  });
  response.end(text);
};

/** Writes what an operation threw: a refusal as 400, anything else as the service's own failure. */
export const answerError = (response: ServerResponse, thrown: unknown): void => {
  if (thrown instanceof ServiceError) {
    answerJson(
      response,
      400,
      { __type: thrown.type, message: thrown.message },
      thrown.queryCode === undefined ? {} : { 'x-amzn-query-error': `${thrown.queryCode};Sender` },
    );
    return;
  }
  const message = thrown instanceof Error ? thrown.message : 'something that is not an Error was thrown';
  answerJson(response, 500, { __type: 'InternalFailure', message });
};

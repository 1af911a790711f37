/** A refusal that the client hears of: the protocol's error type and message, with what else that error carries. */
export class Refusal extends Error {
  readonly statusCode = 400;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(type: string, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.body = { __type: type, message, ...extra };
  }
}

const SERVICE = 'com.amazonaws.dynamodb.v20120810#';

/** The request breaks a rule of the interface; sending it again unchanged cannot help. */
export const validationFailure = (message: string): Refusal =>
  new Refusal('com.amazon.coral.validate#ValidationException', message);

/** One of the service's own exceptions, by its name. */
export const serviceFailure = (
  name: string,
  message: string,
  extra: Readonly<Record<string, unknown>> = {},
): Refusal => new Refusal(SERVICE + name, message, extra);

/** A condition did not hold. `item` is what was there, where the caller asked to see it. */
export const conditionFailure = (item?: unknown): Refusal =>
  serviceFailure(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    item === undefined ? {} : { Item: item },
  );

/** The body of an answer to a failed request, from dynalite's refusals and from ours; undefined for a defect. */
export const refusalBody = (thrown: unknown): Readonly<Record<string, unknown>> | undefined =>
  thrown instanceof Error && 'body' in thrown && typeof thrown.body === 'object' && thrown.body !== null
    ? (thrown.body as Readonly<Record<string, unknown>>)
    : undefined;

/** The refusal's type without its namespace, such as `ConditionalCheckFailedException`. */
export const refusalName = (body: Readonly<Record<string, unknown>>): string =>
  (typeof body['__type'] === 'string' ? body['__type'] : '').replace(/^.*#/, '');

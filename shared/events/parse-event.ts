import * as z from 'zod';
import { InvalidInput } from '../platform/errors.ts';
import { parse, parseJson } from '../platform/parse.ts';
import { type EventName, type EventOf, eventNames, schemaOf, typeOf } from './catalogue.ts';
import { envelope, MAX_EVENT_BYTES } from './envelope.ts';

const schemas = new Map(eventNames.map((name) => [typeOf(name) as string, schemaOf(name)]));

/** What EventBridge hands to a target, as far as this system reads it. */
const BusEvent = z.looseObject({ source: z.string(), 'detail-type': z.string(), detail: z.looseObject({}) });

/**
 * Parses an event in its wire form.
 *
 * @throws {InvalidInput} naming the field and the reason: not an event at all, an unknown type or version, a wrong
 *   field, or more than {@link MAX_EVENT_BYTES} of JSON.
 */
export const parseEvent = (detail: unknown): EventOf => {
  const { type } = parse(z.looseObject({ ...envelope, type: z.string() }), detail, 'event');
  const size = Buffer.byteLength(JSON.stringify(detail));
  if (size > MAX_EVENT_BYTES) {
    throw new InvalidInput(
      `event: data: ${size} bytes are more than the ${MAX_EVENT_BYTES} an event may have`,
      {
        field: 'data',
      },
    );
  }
  const schema = schemas.get(type);
  if (!schema) {
    throw new InvalidInput(
      `event: type: "${type.slice(0, 100)}" is no event type or version this system knows`,
      {
        field: 'type',
      },
    );
  }
  return parse(schema, detail, 'event') as EventOf;
};

/**
 * Parses the message a queue holds for a bus event, from its JSON; the bus's own fields must agree with the envelope.
 *
 * @throws {InvalidInput} as {@link parseEvent}, or where `source` or `detail-type` disagree with the envelope.
 */
export const parseBusEvent = (json: unknown): EventOf => {
  const message = parse(BusEvent, json, 'message');
  const event = parseEvent(message.detail);
  for (const [field, onBus, inEnvelope] of [
    ['source', message.source, event.source],
    ['detail-type', `colloquy.${message['detail-type']}.v1`, event.type],
  ] as const) {
    if (onBus !== inEnvelope) {
      throw new InvalidInput(`message: ${field}: the bus says "${onBus}", the event itself "${inEnvelope}"`, {
        field,
      });
    }
  }
  return event;
};

/**
 * Parses the message a queue holds for a bus event.
 *
 * @throws {InvalidInput} as {@link parseBusEvent}, or where it is not JSON.
 */
export const parseBusMessage = (body: string): EventOf => parseBusEvent(parseJson(body));

/** An event of this system's own making, checked against its schema before it can ride on an item. */
export const makeEvent = <Name extends EventName>(
  name: Name,
  fields: Omit<EventOf<Name>, 'specversion' | 'type' | 'data'> & { data: EventOf<Name>['data'] },
): EventOf<Name> => parseEvent({ specversion: '1.0', type: typeOf(name), ...fields }) as EventOf<Name>;

import { createHash, type Hash } from 'node:crypto';
import * as z from 'zod';

/** A message attribute as SQS's JSON protocol carries it; binary values are base64 text. */
export const MessageAttribute = z.object({
  DataType: z
    .string()
    .regex(/^(String|Number|Binary)(\..{1,250})?$/, 'must be String, Number or Binary, with a label if any'),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});
/** @see MessageAttribute */
export type MessageAttribute = z.output<typeof MessageAttribute>;

/** Message attributes by name. */
export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** MD5 of a body, as SQS answers it and the SDK checks it. */
export const bodyDigest = (body: string): string => createHash('md5').update(body).digest('hex');

const addPart = (hash: Hash, part: Buffer): void => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.byteLength);
  hash.update(length).update(part);
};

const STRING_VALUE = Buffer.of(1);
const BINARY_VALUE = Buffer.of(2);

/**
 * MD5 of message attributes (SQS Developer Guide, "Calculating the MD5 message digest for message attributes"): in the
 * order of their names, each as length-prefixed name and type, a byte for the kind of value, and the value.
 * Undefined where there are none.
 */
export const attributesDigest = (attributes: MessageAttributes): string | undefined => {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const attribute = attributes[name];
    if (!attribute) continue;
    addPart(hash, Buffer.from(name));
    addPart(hash, Buffer.from(attribute.DataType));
    const binary = attribute.DataType.startsWith('Binary');
    hash.update(binary ? BINARY_VALUE : STRING_VALUE);
    addPart(
      hash,
      binary ? Buffer.from(attribute.BinaryValue ?? '', 'base64') : Buffer.from(attribute.StringValue ?? ''),
    );
  }
  return hash.digest('hex');
};

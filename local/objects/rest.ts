import type { LocalObjects } from './store.ts';

/** A request of S3's REST protocol, as far as it is offered here. `url` is a path, with or without a query. */
export interface ObjectRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Its answer. */
export interface ObjectAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const answer = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body: Uint8Array = new Uint8Array(),
): ObjectAnswer => ({ status, headers, body });

/** A refusal in S3's words (S3 API reference, "Error responses"); codes and messages hold nothing to escape. */
const refuse = (status: number, code: string, message: string): ObjectAnswer =>
  answer(
    status,
    { 'content-type': 'application/xml' },
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    ),
  );

/** The bucket and the key in a path, as path-style requests have them; undefined where there is no key. */
const placeIn = (url: string): { readonly bucket: string; readonly key: string } | undefined => {
  const [, bucket, key] = /^\/([^/?]+)\/([^?]+)/.exec(url) ?? [];
  try {
    return bucket === undefined || key === undefined ? undefined : { bucket, key: decodeURIComponent(key) };
  } catch {
    // A per cent sign that begins no octet names no key.
    return undefined;
  }
};

/** The part of an object that `Range: bytes=first-last` asks for (RFC 9110 §14.1.2); undefined where it asks for none. */
const rangeIn = (range: unknown, size: number): { first: number; last: number } | undefined => {
  const [, first, last] = (typeof range === 'string' && /^bytes=(\d+)-(\d*)$/.exec(range)) || [];
  return first === undefined
    ? undefined
    : { first: Number(first), last: Math.min(last === '' ? size - 1 : Number(last), size - 1) };
};

/**
 * Answers `GetObject`, `PutObject` and `DeleteObject`, with the bucket in the path. Bodies are taken as they come: a
 * client that sends one in signed chunks is refused.
 */
export const createObjectsHandler =
  (objects: LocalObjects) =>
  ({ method, url, headers }: ObjectRequest, body: Uint8Array): ObjectAnswer => {
    const place = placeIn(url);
    if (!place) return refuse(501, 'NotImplemented', 'Only objects are offered on one machine.');
    const { bucket, key } = place;
    if (!objects.has(bucket)) return refuse(404, 'NoSuchBucket', 'The specified bucket does not exist.');
    switch (method) {
      case 'GET': {
        const object = objects.get(bucket, key);
        if (!object) return refuse(404, 'NoSuchKey', 'The specified key does not exist.');
        const size = object.bytes.byteLength;
        const range = rangeIn(headers['range'], size);
        const common = { etag: `"${object.etag}"`, 'accept-ranges': 'bytes' };
        if (!range) return answer(200, common, object.bytes);
        if (range.first >= size) return refuse(416, 'InvalidRange', 'The range is not satisfiable.');
        return answer(
          206,
          { ...common, 'content-range': `bytes ${range.first}-${range.last}/${size}` },
          object.bytes.subarray(range.first, range.last + 1),
        );
      }
      case 'PUT': {
        const encoding = String(headers['content-encoding'] ?? '');
        if (encoding.includes('aws-chunked')) {
          return refuse(501, 'NotImplemented', 'Send the body as it is, not in chunks.');
        }
        return answer(200, { etag: `"${objects.put(bucket, key, body).etag}"` });
      }
      case 'DELETE':
        objects.remove(bucket, key);
        return answer(204);
      default:
        return refuse(405, 'MethodNotAllowed', 'The method is not offered on one machine.');
    }
  };

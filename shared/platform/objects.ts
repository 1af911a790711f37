import { DeleteObjectCommand, GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';

/** A bucket as whoever reads it needs it: the client and the bucket's physical name. */
export interface Bucket {
  readonly client: S3Client;
  readonly name: string;
}

/** An object from its beginning, and whether that is all of it. */
export interface Beginning {
  readonly bytes: Uint8Array;
  readonly whole: boolean;
}

/**
 * The client of buckets. Where it connects is the SDK's own business (`AWS_ENDPOINT_URL_S3`); an endpoint that is an
 * address of this machine is spoken to with the bucket in the path, as the SDK's rules for endpoints have it.
 */
export const createObjectsClient = (): S3Client => new S3Client({});

/** The objects of a bucket. */
export const createObjects = ({ client, name }: Bucket) => ({
  /** At most `limit` bytes of an object, from its beginning; undefined where it is not there, or not any more. */
  readBeginning: async (key: string, limit: number): Promise<Beginning | undefined> => {
    try {
      const { Body, ContentRange } = await client.send(
        new GetObjectCommand({ Bucket: name, Key: key, Range: `bytes=0-${limit - 1}` }),
      );
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      // `bytes 0-9/10` (RFC 9110 §14.4).
      const size = Number(/\/(\d+)$/.exec(ContentRange ?? '')?.[1] ?? bytes.byteLength);
      return { bytes, whole: size <= bytes.byteLength };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
  /** Deletes an object; nothing happens where it is not there. */
  remove: async (key: string): Promise<void> => {
    await client.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
  },
});

/** @see createObjects */
export type Objects = ReturnType<typeof createObjects>;

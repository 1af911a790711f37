import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Database } from '../system/database.ts';

/** An object as it lies in a bucket. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  /** The MD5 of the bytes in hexadecimal, without quotation marks. */
  readonly etag: string;
}

/** What a bucket tells the default bus of an object that was put into it. */
export interface ObjectCreated {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly etag: string;
}

const Row = z.object({ bytes: z.instanceof(Uint8Array), etag: z.string() });

/**
 * The buckets of a template, with what the local database holds of their objects.
 *
 * @param buckets - their names; no other takes an object.
 * @param onCreated - told of each object within the transaction that keeps it: both happen, or neither.
 */
export const openObjects = (
  database: Database,
  buckets: ReadonlySet<string>,
  onCreated: (created: ObjectCreated) => void,
) => {
  database.connection.exec(`CREATE TABLE IF NOT EXISTS object (
    bucket TEXT NOT NULL, key TEXT NOT NULL, bytes BLOB NOT NULL, etag TEXT NOT NULL, PRIMARY KEY (bucket, key)
  ) STRICT`);
  return {
    has: (bucket: string): boolean => buckets.has(bucket),
    get: (bucket: string, key: string): StoredObject | undefined => {
      const row = database.first('SELECT bytes, etag FROM object WHERE bucket = ? AND key = ?', bucket, key);
      return row && Row.parse(row);
    },
    /** Puts an object over whatever was there. */
    put: (bucket: string, key: string, bytes: Uint8Array): { readonly etag: string } => {
      const etag = createHash('md5').update(bytes).digest('hex');
      database.transaction(() => {
        database.run(
          'INSERT OR REPLACE INTO object (bucket, key, bytes, etag) VALUES (?, ?, ?, ?)',
          bucket,
          key,
          bytes,
          etag,
        );
        onCreated({ bucket, key, size: bytes.byteLength, etag });
      });
      return { etag };
    },
    remove: (bucket: string, key: string): void => {
      database.run('DELETE FROM object WHERE bucket = ? AND key = ?', bucket, key);
    },
  };
};

/** @see openObjects */
export type LocalObjects = ReturnType<typeof openObjects>;

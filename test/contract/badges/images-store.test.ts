import { afterAll, beforeAll, expect, it } from 'vitest';
import { acceptImage } from '../../../shared/badges/images/image-upload.ts';
import { createImagesStore, type ImagesStore } from '../../../shared/badges/images/images-store.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
let store: ImagesStore;
beforeAll(async () => {
  tables = await openLocalTables();
  store = createImagesStore(tables.credentials);
});
afterAll(() => tables.close());

it('keeps an image under its content, once, byte for byte', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>';
  const decision = acceptImage(Buffer.from(svg), 'image/svg+xml');
  if (decision.outcome === 'refused') throw new Error(decision.because);
  const { id: image, type, bytes } = decision;
  expect(await store.get(image)).toBeUndefined();
  expect(await store.put({ image, type, bytes })).toBe('stored');
  expect(await store.put({ image, type, bytes })).toBe('known');
  const kept = await store.get(image);
  expect(kept?.type).toBe('image/svg+xml');
  expect(Buffer.from(kept?.bytes ?? [])).toEqual(Buffer.from(bytes));
});

it('holds the largest that is accepted', async () => {
  const image = 'a'.repeat(64);
  const bytes = new Uint8Array(256 * 1024).fill(7);
  expect(await store.put({ image, type: 'image/png', bytes })).toBe('stored');
  expect((await store.get(image))?.bytes).toHaveLength(bytes.length);
});

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createBadgePainter } from '../../shared/badges/images/badge-image.ts';
import type { BadgeImage } from '../../shared/badges/images/images-store.ts';
import { createLettering, type Lettering } from '../../shared/badges/images/lettering.ts';

const { resolve } = createRequire(import.meta.url);

/** The letters of badges, from the installed font. */
export const openLettering = (): Lettering =>
  createLettering(readFileSync(resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf')));

/** A painter with the real renderer and font; `images` are those that were uploaded. */
export const openPainter = (images: readonly BadgeImage[] = []) =>
  createBadgePainter({
    loadWasm: async () => new Uint8Array(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm'))),
    loadLettering: () => Promise.resolve(openLettering()),
    images: { get: (id) => Promise.resolve(images.find(({ image }) => image === id)) },
  });

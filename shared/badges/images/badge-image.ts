import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { Defect } from '../../platform/errors.ts';
import { once } from '../../platform/once.ts';
import { type Badge, badgeSvg, emblemSvg } from './badge-design.ts';
import type { ImagesStore } from './images-store.ts';
import type { Lettering } from './lettering.ts';
import { SHARE_SIZE, shareSvg } from './share-image.ts';

/** Pixels below which the words on a badge could not be read: it is drawn with initials instead. */
const SMALL = 120;

/** Draws badges: as they are designed here, or as they were uploaded. */
export interface BadgePainter {
  /** The badge as SVG. One uploaded as PNG is an SVG that holds it. */
  svg(badge: Badge): Promise<string>;
  /** The badge as PNG, `width` pixels square, 16 to 1024; below 120 without words. */
  paint(badge: Badge, width: number): Promise<Uint8Array>;
  /** The picture its link is shared with, as PNG of 1200 by 630 pixels. */
  paintShare(badge: Badge): Promise<Uint8Array>;
}

/** What a painter draws with; what is heavy is loaded when it is first needed, and once. */
export interface Brushes {
  /** The renderer's WebAssembly (`@resvg/resvg-wasm/index_bg.wasm`). */
  readonly loadWasm: () => Promise<BufferSource>;
  readonly loadLettering: () => Promise<Lettering>;
  readonly images: Pick<ImagesStore, 'get'>;
}

const dataUrl = (type: string, bytes: Uint8Array | string): string =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;

const frame = (picture: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512"><image href="${picture}" width="512" height="512"/></svg>`;

let started: Promise<void> | undefined;

/** The renderer lets itself be started once in a process, whoever asks first; a start that failed is tried again. */
const startRenderer = (loadWasm: Brushes['loadWasm']): Promise<void> => {
  started ??= loadWasm()
    .then(initWasm)
    .catch((cause: unknown) => {
      started = undefined;
      throw new Defect('the renderer of badges did not start', { cause });
    });
  return started;
};

/** A painter of badges. */
export const createBadgePainter = ({ loadWasm, loadLettering, images }: Brushes): BadgePainter => {
  const lettering = once(loadLettering);

  const uploaded = async ({ achievement: { image } }: Badge): Promise<string | undefined> => {
    if (image === undefined) return undefined;
    const found = await images.get(image);
    if (!found) throw new Defect(`image ${image}: an achievement names it, but it is not in the table`);
    return found.type === 'image/svg+xml'
      ? Buffer.from(found.bytes).toString('utf8')
      : frame(dataUrl(found.type, found.bytes));
  };
  const svg = async (badge: Badge): Promise<string> =>
    (await uploaded(badge)) ?? badgeSvg(badge, await lettering());

  const render = async (drawing: string, width: number): Promise<Uint8Array> => {
    await startRenderer(loadWasm);
    const renderer = new Resvg(drawing, { fitTo: { mode: 'width', value: width } });
    const image = renderer.render();
    const png = image.asPng();
    // What WebAssembly holds is not collected by itself.
    image.free();
    renderer.free();
    return png;
  };

  return {
    svg,
    paint: async (badge, width) => {
      const isSmall = width < SMALL && badge.achievement.image === undefined;
      return render(isSmall ? emblemSvg(badge.achievement) : await svg(badge), width);
    },
    paintShare: async (badge) => {
      const picture = dataUrl('image/svg+xml', await svg(badge));
      return render(shareSvg(badge, picture, await lettering()), SHARE_SIZE.width);
    },
  };
};

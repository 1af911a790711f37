import { createHash } from 'node:crypto';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { once } from '../platform/once.ts';
import { initialsOf, LETTER_HEIGHT, setInLetters } from './letterforms.ts';
import type { Achievement } from './model.ts';

/** Colours that go together: ground, ornament on it, the field in the middle, what is written in it. */
const palettes = [
  { ground: '#1f4e5f', ornament: '#8fd0d6', field: '#f4faf9', ink: '#173d4b', accent: '#e0a458' },
  { ground: '#3b3a6d', ornament: '#b3b1e6', field: '#f7f6fc', ink: '#2d2c57', accent: '#e58f7b' },
  { ground: '#5b2f52', ornament: '#dca9cf', field: '#fcf6fa', ink: '#4a2442', accent: '#8fbf9f' },
  { ground: '#27563f', ornament: '#9fd3b2', field: '#f5faf6', ink: '#1d4431', accent: '#e3b04b' },
  { ground: '#7a3b2e', ornament: '#efbfa9', field: '#fdf7f3', ink: '#5f2c21', accent: '#5f9ea0' },
  { ground: '#23487a', ornament: '#a5c6ee', field: '#f5f8fd', ink: '#1a3861', accent: '#eab464' },
  { ground: '#55501f', ornament: '#d8d089', field: '#fbfaf0', ink: '#443f16', accent: '#b5654a' },
  { ground: '#40464f', ornament: '#b9c3cf', field: '#f7f8fa', ink: '#30353c', accent: '#d98e4a' },
] as const;

const SIZE = 512;
const MIDDLE = SIZE / 2;
const EDGE = 236;
const FIELD = 128;

const point = (radius: number, angle: number): string =>
  `${(MIDDLE + radius * Math.cos(angle)).toFixed(2)} ${(MIDDLE + radius * Math.sin(angle)).toFixed(2)}`;

/** A closed curve around the middle, its radius a function of the angle. */
const around = (radius: (angle: number) => number, steps: number): string => {
  const points = Array.from({ length: steps }, (_, i) => {
    const angle = (i / steps) * 2 * Math.PI;
    return point(radius(angle), angle);
  });
  return `M${points.join('L')}Z`;
};

/** Interlaced waves between two radii, as on an engraved medal: `count` waves of `lobes` crests, evenly turned. */
const interlace = (inner: number, outer: number, lobes: number, count: number): string => {
  const mean = (inner + outer) / 2;
  const swing = (outer - inner) / 2;
  const waves = Array.from({ length: count }, (_, i) => {
    const turn = (i / count) * 2 * Math.PI;
    return around((angle) => mean + swing * Math.sin(lobes * angle + turn), lobes * 24);
  });
  return waves.join('');
};

/** The middle of the badge: initials, or a star of as many points as the achievement is given, where there are none. */
const emblem = (initials: string, points: number): string => {
  const { paths, width } = setInLetters(initials);
  if (paths.length === 0) {
    const star = around((angle) => 58 + 26 * Math.cos(points * angle), points * 40);
    return `<path d="${star}"/><circle cx="${MIDDLE}" cy="${MIDDLE}" r="17"/>`;
  }
  const scale = Math.min(92 / LETTER_HEIGHT, 150 / width);
  const left = MIDDLE - (width * scale) / 2;
  const top = MIDDLE - (LETTER_HEIGHT * scale) / 2;
  const place = `translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scale.toFixed(3)})`;
  return `<g transform="${place}" stroke-width="1.9">${paths.join('')}</g>`;
};

/**
 * The badge of an achievement as SVG: a medallion whose colours and engraving follow from the achievement's
 * identifier, with the initials of its name. The same achievement always has the same badge.
 */
export const badgeSvg = ({ achievement, name }: Pick<Achievement, 'achievement' | 'name'>): string => {
  const [colour = 0, lobes = 0, waves = 0, scallops = 0] = createHash('sha256').update(achievement).digest();
  const { ground, ornament, field, ink, accent } = palettes[colour % palettes.length] ?? palettes[0];
  const crests = 7 + (lobes % 8);
  const teeth = 28 + 4 * (scallops % 6);
  const edge = around((angle) => EDGE + 5 * Math.cos(teeth * angle), teeth * 16);
  const engraving = interlace(FIELD + 22, EDGE - 28, crests, 5 + (waves % 4));
  const circle = (radius: number, attributes: string) =>
    `<circle cx="${MIDDLE}" cy="${MIDDLE}" r="${radius}" ${attributes}/>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">`,
    `<path d="${edge}" fill="${ground}"/>`,
    circle(EDGE - 15, `fill="none" stroke="${ornament}" stroke-width="2" opacity=".75"`),
    `<path d="${engraving}" fill="none" stroke="${ornament}" stroke-width="1.7" opacity=".8"/>`,
    circle(FIELD + 13, `fill="${ground}"`),
    circle(FIELD + 4, `fill="${field}" stroke="${accent}" stroke-width="6"`),
    circle(FIELD - 12, `fill="none" stroke="${ink}" stroke-width="1.5" opacity=".35"`),
    `<g fill="none" stroke="${ink}" stroke-width="13" stroke-linecap="round" stroke-linejoin="round">`,
    emblem(initialsOf(name), crests),
    '</g></svg>',
  ].join('');
};

/** Draws badges. */
export interface BadgePainter {
  /** The badge of an achievement as PNG, `width` pixels square, 16 to 1024. */
  paint(achievement: Pick<Achievement, 'achievement' | 'name'>, width: number): Promise<Uint8Array>;
}

/** A painter; `loadWasm` gives the renderer's WebAssembly (`@resvg/resvg-wasm/index_bg.wasm`) and is called once. */
export const createBadgePainter = (loadWasm: () => Promise<BufferSource>): BadgePainter => {
  const ready = once(async () => {
    await initWasm(await loadWasm());
  });
  return {
    paint: async (achievement, width) => {
      await ready();
      const renderer = new Resvg(badgeSvg(achievement), { fitTo: { mode: 'width', value: width } });
      const image = renderer.render();
      const png = image.asPng();
      // What WebAssembly holds is not collected by itself.
      image.free();
      renderer.free();
      return png;
    },
  };
};

import { hash } from 'node:crypto';

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

/** The side of a badge in its own units, and half of it. */
export const SIZE = 512;
export const MIDDLE = SIZE / 2;

const point = (radius: number, angle: number): string =>
  `${(MIDDLE + radius * Math.cos(angle)).toFixed(1)} ${(MIDDLE + radius * Math.sin(angle)).toFixed(1)}`;

/** A closed curve around the middle, its radius a function of the angle. */
export const around = (radius: (angle: number) => number, steps: number): string => {
  const points = Array.from({ length: steps }, (_, i) => {
    const angle = (i / steps) * 2 * Math.PI;
    return point(radius(angle), angle);
  });
  return `M${points.join('L')}Z`;
};

/** A circle around the middle. */
export const circle = (radius: number, attributes: string): string =>
  `<circle cx="${MIDDLE}" cy="${MIDDLE}" r="${radius}" ${attributes}/>`;

/** What is an achievement's own in the look of its badge; all follows from its identifier. */
export interface Ornament {
  readonly colours: (typeof palettes)[number];
  /** Crests of the engraved waves, points of the star. */
  readonly crests: number;
  /** The scalloped edge, `swing` units deep, as path data. */
  readonly edge: (radius: number, swing: number) => string;
  /** Interlaced waves between two radii, as on an engraved medal, as path data. */
  readonly engraving: (inner: number, outer: number) => string;
}

/** The ornament of an achievement: the same for ever. */
export const ornamentOf = (achievement: string): Ornament => {
  const [colour = 0, lobes = 0, waves = 0, scallops = 0] = hash('sha256', achievement, 'buffer');
  const crests = 7 + (lobes % 8);
  const count = 5 + (waves % 4);
  const teeth = 28 + 4 * (scallops % 6);
  return {
    colours: palettes[colour % palettes.length] ?? palettes[0],
    crests,
    edge: (radius, swing) => around((angle) => radius + swing * Math.cos(teeth * angle), teeth * 16),
    engraving: (inner, outer) => {
      const [mean, swing] = [(inner + outer) / 2, (outer - inner) / 2];
      return Array.from({ length: count }, (_, i) => {
        const turn = (i / count) * 2 * Math.PI;
        return around((angle) => mean + swing * Math.sin(crests * angle + turn), crests * 24);
      }).join('');
    },
  };
};

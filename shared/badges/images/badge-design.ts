import type { Achievement, IssuedCredential } from '../model.ts';
import { around, circle, MIDDLE, ornamentOf, SIZE } from './badge-ornament.ts';
import { initialsOf, LETTER_HEIGHT, setInLetters } from './letterforms.ts';
import type { Lettering } from './lettering.ts';
import { breakLines, setCentred, setOnArc } from './text-setting.ts';

/** What a badge shows. */
export interface Badge {
  readonly achievement: Pick<Achievement, 'achievement' | 'name' | 'level' | 'image'>;
  readonly organizationName: string;
}

/** The badge of a credential, with its issuer as it was named then. */
export const badgeOf = ({
  achievement,
  issuerName,
}: Pick<IssuedCredential, 'achievement' | 'issuerName'>): Badge => ({
  achievement,
  organizationName: issuerName,
});

const EDGE = 236;

const svg = (...parts: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">`,
    ...parts,
    '</svg>',
  ].join('');

/** A star of as many points as the achievement is given. */
const star = (points: number): string =>
  `<path d="${around((angle) => 58 + 26 * Math.cos(points * angle), points * 40)}"/>${circle(17, '')}`;

/** Initials, or a star where a name has none that can be drawn. */
const emblem = (name: string, points: number): string => {
  const { paths, width } = setInLetters(initialsOf(name));
  if (paths.length === 0) return star(points);
  const scale = Math.min(92 / LETTER_HEIGHT, 150 / width);
  const left = MIDDLE - (width * scale) / 2;
  const top = MIDDLE - (LETTER_HEIGHT * scale) / 2;
  const place = `translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scale.toFixed(3)})`;
  return `<g transform="${place}" stroke-width="1.9">${paths.join('')}</g>`;
};

/**
 * The badge of an achievement for places too small for words (about 100 pixels and less): a medallion with the
 * initials of its name. The same achievement always has the same colours and engraving.
 */
export const emblemSvg = ({ achievement, name }: Pick<Achievement, 'achievement' | 'name'>): string => {
  const { colours, crests, edge, engraving } = ornamentOf(achievement);
  const { ground, ornament, field, ink, accent } = colours;
  return svg(
    `<path d="${edge(EDGE, 5)}" fill="${ground}"/>`,
    circle(EDGE - 15, `fill="none" stroke="${ornament}" stroke-width="2" opacity=".75"`),
    `<path d="${engraving(150, EDGE - 28)}" fill="none" stroke="${ornament}" stroke-width="1.7" opacity=".8"/>`,
    circle(141, `fill="${ground}"`),
    circle(132, `fill="${field}" stroke="${accent}" stroke-width="6"`),
    circle(116, `fill="none" stroke="${ink}" stroke-width="1.5" opacity=".35"`),
    `<g fill="none" stroke="${ink}" stroke-width="13" stroke-linecap="round" stroke-linejoin="round">`,
    emblem(name, crests),
    '</g>',
  );
};

const FIELD = 158;

/** Half the height of the level's ribbon, and where its middle lies. */
const RIBBON = { half: 25, y: 388 } as const;

const ribbon = (level: string, lettering: Lettering, { ground, field, accent, ink }: Colours): string => {
  const fitting = breakLines(lettering, level, { widthAt: (top) => (top < -18 ? 0 : 230), most: 32 });
  const text = setCentred(lettering, { lines: [level], size: Math.min(fitting.size, 32) }, MIDDLE, RIBBON.y);
  const width = lettering
    .set(level, Math.min(fitting.size, 32))
    .reduce((sum, { advance }) => sum + advance, 0);
  const half = Math.max(70, width / 2 + 24);
  const [left, right] = [MIDDLE - half, MIDDLE + half];
  const [top, bottom] = [RIBBON.y - RIBBON.half, RIBBON.y + RIBBON.half];
  const tail = (x: number, out: number): string =>
    `<path d="M${x} ${top + 10}H${x + out * 40}L${x + out * 24} ${RIBBON.y + 10}L${x + out * 40} ${bottom + 10}H${x}Z" fill="${ink}" stroke="${accent}" stroke-width="3" stroke-linejoin="round"/>`;
  return [
    tail(left + 14, -1),
    tail(right - 14, 1),
    `<path d="M${left} ${top}H${right}V${bottom}H${left}Z" fill="${ground}" stroke="${accent}" stroke-width="3" stroke-linejoin="round"/>`,
    `<path d="${text}" fill="${field}"/>`,
  ].join('');
};

type Colours = ReturnType<typeof ornamentOf>['colours'];

/**
 * The badge of an achievement as SVG: the organization around the edge, the name in the middle, the level on a
 * ribbon, all set as paths. What the lettering has no letters for is drawn without them: a star stands for the name.
 */
export const badgeSvg = ({ achievement, organizationName }: Badge, lettering: Lettering): string => {
  const { colours, crests, edge, engraving } = ornamentOf(achievement.achievement);
  const { ground, ornament, field, ink, accent } = colours;
  const { name, level } = achievement;
  const around = organizationName.toUpperCase();
  const hasRibbon = level !== undefined && lettering.covers(level);
  // The name keeps clear of the ribbon, and of the field's own edge.
  const middle = hasRibbon ? MIDDLE - 22 : MIDDLE;
  const widthAt = (top: number, bottom: number): number => {
    const far = Math.max(Math.abs(top + middle - MIDDLE), Math.abs(bottom + middle - MIDDLE));
    const isClear = !hasRibbon || bottom + middle < RIBBON.y - RIBBON.half - 8;
    return isClear && far < FIELD - 22 ? 2 * Math.sqrt((FIELD - 22) ** 2 - far ** 2) : 0;
  };
  const title = lettering.covers(name)
    ? `<path d="${setCentred(lettering, breakLines(lettering, name, { widthAt, most: 58 }), MIDDLE, middle)}" fill="${ink}"/>`
    : `<g fill="none" stroke="${ink}" stroke-width="13" stroke-linejoin="round">${star(crests)}</g>`;
  const ring = lettering.covers(around)
    ? setOnArc(lettering, around, {
        x: MIDDLE,
        y: MIDDLE,
        radius: 191,
        span: (hasRibbon ? 1.3 : 1.6) * Math.PI,
        sizes: [27, 15],
        tracking: 0.09,
      })
    : '';
  return svg(
    `<path d="${edge(EDGE, 5)}" fill="${ground}"/>`,
    circle(EDGE - 13, `fill="none" stroke="${ornament}" stroke-width="2" opacity=".6"`),
    ring === '' ? '' : `<path d="${ring}" fill="${field}"/>`,
    `<path d="${engraving(FIELD + 6, 182)}" fill="none" stroke="${ornament}" stroke-width="1.2" opacity=".55"/>`,
    circle(FIELD, `fill="${field}" stroke="${accent}" stroke-width="5"`),
    circle(FIELD - 11, `fill="none" stroke="${ink}" stroke-width="1.2" opacity=".3"`),
    title,
    hasRibbon ? ribbon(level, lettering, colours) : '',
  );
};

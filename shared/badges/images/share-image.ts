import type { Badge } from './badge-design.ts';
import { ornamentOf } from './badge-ornament.ts';
import type { Lettering } from './lettering.ts';
import { breakLines, setLeft } from './text-setting.ts';

/** Pixels of the picture that networks show where a badge's link is shared (Open Graph; 1.91 to 1). */
export const SHARE_SIZE = { width: 1200, height: 630 } as const;

const BADGE = 500;
const MARGIN = 65;
const TEXT_LEFT = BADGE + 2 * MARGIN;
const TEXT_WIDTH = SHARE_SIZE.width - TEXT_LEFT - MARGIN;

/**
 * The picture a badge is shared with, as SVG: the badge (`picture`, a data URL) beside what it is called and who
 * issued it. Words that cannot be set are left out; the badge then stands in the middle.
 */
export const shareSvg = (
  { achievement, organizationName }: Badge,
  picture: string,
  lettering: Lettering,
): string => {
  const { ground, ornament, field, ink, accent } = ornamentOf(achievement.achievement).colours;
  const { width, height } = SHARE_SIZE;
  const hasWords = lettering.covers(achievement.name) && lettering.covers(organizationName);
  const name = breakLines(lettering, achievement.name, { widthAt: fitting(300, TEXT_WIDTH), most: 78 });
  const issuer = breakLines(lettering, organizationName, { widthAt: fitting(90, TEXT_WIDTH), most: 34 });
  const nameText = setLeft(lettering, name, TEXT_LEFT, 270);
  const issuerText = setLeft(lettering, issuer, TEXT_LEFT, 500);
  const left = hasWords ? MARGIN : (width - BADGE) / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<path d="M0 0H${width}V${height}H0Z" fill="${field}"/>`,
    `<path d="M0 ${height - 14}H${width}V${height}H0Z" fill="${ground}"/>`,
    hasWords ? `<path d="${nameText}" fill="${ink}"/><path d="${issuerText}" fill="${ground}"/>` : '',
    hasWords ? `<path d="M${TEXT_LEFT} 425H${TEXT_LEFT + 90}V431H${TEXT_LEFT}Z" fill="${accent}"/>` : '',
    `<path d="M0 ${height - 18}H${width}V${height - 14}H0Z" fill="${ornament}"/>`,
    `<image href="${picture}" x="${left}" y="${(height - 14 - BADGE) / 2}" width="${BADGE}" height="${BADGE}"/>`,
    '</svg>',
  ].join('');
};

const fitting =
  (height: number, width: number) =>
  (top: number, bottom: number): number =>
    Math.max(Math.abs(top), Math.abs(bottom)) <= height / 2 ? width : 0;

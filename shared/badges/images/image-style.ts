import { refuseImage } from './image-chunks.ts';

/** What a name within the picture may be: of a gradient or a clip. */
const NAME = String.raw`[\p{L}_][\p{L}\p{N}_.:-]{0,99}`;
const COLOUR = String.raw`#[\da-f]{3,8}|[a-z]{3,30}|(?:rgb|hsl)a?\([-+\d.,%/\s]{1,60}(?:deg)?[-+\d.,%/\s]{0,60}\)`;
const OWN = String.raw`url\(\s*(?:#${NAME}|"#${NAME}"|'#${NAME}')\s*\)`;

const formOf = (value: string): RegExp => new RegExp(`^(?:${value})(?:\\s*!important)?$`, 'iu');
const paint = formOf(`(?:${COLOUR})|${OWN}(?:\\s+(?:${COLOUR}))?`);
const colour = formOf(COLOUR);
const number = formOf(
  String.raw`inherit|[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,2})?(?:px|pt|pc|mm|cm|in|em|ex|%)?`,
);
const words = formOf(String.raw`[a-z-]{1,20}(?:\s+[a-z-]{1,20}){0,2}`);
const clip = formOf(`none|inherit|${OWN}`);

/** The properties that decide how a shape looks (SVG 2 §6.6), with the form of what each may say. */
const properties: ReadonlyMap<string, RegExp> = new Map(
  (
    [
      ['fill stroke', paint],
      ['color stop-color', colour],
      ['fill-opacity stroke-width stroke-opacity stroke-miterlimit opacity stop-opacity', number],
      ['fill-rule clip-rule stroke-linecap stroke-linejoin display visibility paint-order', words],
      ['clip-path', clip],
    ] as const
  ).flatMap(([names, form]) => names.split(' ').map((name) => [name, form] as const)),
);

/** Attributes that are no properties, with the form of their values. */
const attributes: ReadonlyMap<string, RegExp> = new Map([
  ...[
    'x',
    'y',
    'x1',
    'y1',
    'x2',
    'y2',
    'cx',
    'cy',
    'r',
    'rx',
    'ry',
    'fx',
    'fy',
    'fr',
    'width',
    'height',
    'offset',
  ].map((name) => [name, /^[-+\d.eE]{1,40}(px|%)?$/] as const),
  ['d', /^[MmLlHhVvCcSsQqTtAaZz\d\s,.eE+-]*$/],
  ['points', /^[\d\s,.eE+-]*$/],
  ['transform', /^[a-zA-Z\d\s,.()+-]*$/],
  ['gradientTransform', /^[a-zA-Z\d\s,.()+-]*$/],
  ['gradientUnits', /^(userSpaceOnUse|objectBoundingBox)$/],
  ['clipPathUnits', /^(userSpaceOnUse|objectBoundingBox)$/],
  ['spreadMethod', /^(pad|reflect|repeat)$/],
  ['id', new RegExp(`^${NAME}$`, 'u')],
  ['class', /^[\w\s-]{1,200}$/],
]);

/** Properties whose loss would change the picture: refused by name rather than left out. */
const costly = new Set([
  'stroke-dasharray',
  'filter',
  'mask',
  'marker',
  'marker-start',
  'marker-mid',
  'marker-end',
]);

/** What a property or attribute says, checked to reach for nothing outside the picture. */
const checkValue = (name: string, value: string): string => {
  if (value.includes('\\')) throw refuseImage(`The SVG hides a character of “${name}”; write it out.`);
  const reaches = /url\s*\(\s*["']?(?!["']?#)/i.test(value);
  if (reaches || /[<>@{}]|expression|javascript|import(?!ant)/i.test(value)) {
    throw refuseImage('The SVG reaches for something outside itself; a badge holds all it shows.');
  }
  return value.trim();
};

/** A property's value where it is one that a badge may have; undefined for one that is left out. */
const readProperty = (name: string, value: string): string | undefined => {
  const checked = checkValue(name, value);
  if (costly.has(name) && checked !== 'none') {
    throw refuseImage(`The SVG uses “${name}”, which badges do not take; turn what it draws into paths.`);
  }
  const form = properties.get(name);
  if (form === undefined || checked === '') return undefined;
  if (form.test(checked)) return checked;
  throw refuseImage(
    `The SVG says “${name}: ${checked.slice(0, 40)}”, which badges do not take; write colours as names, #rrggbb, rgb() or hsl(), and sizes as numbers.`,
  );
};

/** Whether an address is the name of something within the picture. */
export const isOwnName = (address: string): boolean => new RegExp(`^#${NAME}$`, 'u').test(address);

/** An attribute's value where a shape may have it; undefined for one that is left out. */
export const readAttribute = (name: string, value: string): string | undefined => {
  const form = attributes.get(name);
  if (form === undefined) return readProperty(name, value);
  return form.test(checkValue(name, value)) ? value.trim() : undefined;
};

/** The declarations of a style attribute or a rule, without those that are left out. */
export const readDeclarations = (text: string): string =>
  text
    .split(';')
    .flatMap((declaration) => {
      const colon = declaration.indexOf(':');
      if (colon < 0) return [];
      const name = declaration.slice(0, colon).trim().toLowerCase();
      const value = readProperty(name, declaration.slice(colon + 1));
      return value === undefined ? [] : [`${name}:${value}`];
    })
    .join(';');

/** A style sheet of plain rules: classes, identifiers and elements; no at-rule, so nothing that imports. */
export const readStyleSheet = (text: string): string => {
  const plain = text.replace(/\/\*[\s\S]*?\*\//g, '');
  if (plain.includes('@')) {
    throw refuseImage('The style sheet of the SVG imports or declares with @; keep plain rules alone.');
  }
  return [...plain.matchAll(/([^{}]*)\{([^{}]*)\}/g)]
    .flatMap(([, selector = '', body = '']) =>
      /^[\w.#\s,*-]{1,200}$/.test(selector) ? [`${selector.trim()}{${readDeclarations(body)}}`] : [],
    )
    .join('');
};

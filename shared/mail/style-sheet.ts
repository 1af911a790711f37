import { type Palette, paletteOf, SHEET } from './brand.ts';
import { type Html, html } from './html.ts';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;";
/** Long words, such as an address somebody pasted as a title, break rather than push a narrow screen apart. */
const BREAK = 'overflow-wrap:anywhere;word-break:break-word;';

/** Colours that no brand changes. */
const neutral = {
  light: { ground: '#eef1f5', ink: '#1f2933', quiet: '#52606d', rule: '#dde3e9' },
  dark: { ground: '#12161b', ink: '#e9edf1', quiet: '#b3bdc8', rule: '#3a444f' },
} as const;

/** Every colour of a mail in one scheme. */
type Colours = Palette & (typeof neutral)['light' | 'dark'] & { readonly sheet: string };

/**
 * Each class with its property and its colour. Light colours stand on the elements, for programs that drop style
 * sheets; dark ones are said twice, for programs that know the reader's preference and for Outlook's, which marks
 * what it recoloured (`data-ogsc` for text, `data-ogsb` for grounds).
 */
const rulesOf = (
  colours: Colours,
): readonly (readonly [string, 'color' | 'background-color' | 'border-color', string])[] => [
  ['ground', 'background-color', colours.ground],
  ['sheet', 'background-color', colours.sheet],
  ['banner', 'background-color', colours.banner],
  ['button', 'background-color', colours.accent],
  ['rule', 'border-color', colours.rule],
  ['ink', 'color', colours.ink],
  ['quiet', 'color', colours.quiet],
  ['link', 'color', colours.accent],
  ['on-banner', 'color', colours.onBanner],
  ['on-button', 'color', colours.sheet],
];

const sheetOf = (dark: Colours, accent: string): Html => {
  const rules = rulesOf(dark);
  const all = rules.map(
    ([name, property, colour]) => html`
    .${name} { ${property}: ${colour} !important; }`,
  );
  const outlook = rules.map(
    ([name, property, colour]) => html`
  [data-${property === 'color' ? 'ogsc' : 'ogsb'}] .${name} { ${property}: ${colour} !important; }`,
  );
  return html`
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  body { margin: 0; padding: 0; }
  a:focus { outline: 2px solid ${accent}; outline-offset: 2px; }
  @media (max-width: 480px) {
    .edge { padding-left: 16px !important; padding-right: 16px !important; }
    .outside { padding: 0 !important; }
    .sheet { border-radius: 0 !important; }
  }
  @media (prefers-color-scheme: dark) {${all}
  }${outlook}
`;
};

/** How a mail looks: its style sheet, and what stands on its elements. */
export interface Look {
  readonly sheet: Html;
  /** The light colours, by what they are for. */
  readonly colours: Colours;
  /** Running text and headings, quiet text, links: the declarations of a `style`. */
  readonly font: Html;
  readonly ink: Html;
  readonly quiet: Html;
  readonly link: Html;
}

/** Brands kept at a time: making a look takes longer than the rest of a short mail. */
const KEPT = 100;
const looks = new Map<string, Look>();

const makeLook = (colour: string | undefined): Look => {
  const palette = paletteOf(colour);
  const light = { ...neutral.light, ...palette.light, sheet: SHEET.light };
  const dark = { ...neutral.dark, ...palette.dark, sheet: SHEET.dark };
  const font = `${FONT}${BREAK}`;
  return {
    sheet: sheetOf(dark, light.accent),
    colours: light,
    // Escaped once, not with every element that they stand on.
    font: html`${font}`,
    ink: html`${`color:${light.ink};${font}`}`,
    quiet: html`${`color:${light.quiet};${font}`}`,
    link: html`${`color:${light.accent};text-decoration:underline;`}`,
  };
};

/** The look that an organization's colour (`#rrggbb`) gives its mail. */
export const lookOf = (colour: string | undefined): Look => {
  const known = looks.get(colour ?? '');
  if (known) return known;
  if (looks.size >= KEPT) looks.clear();
  const made = makeLook(colour);
  looks.set(colour ?? '', made);
  return made;
};

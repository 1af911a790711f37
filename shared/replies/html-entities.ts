/** The names of U+00A0 to U+00FF in their order (HTML 4.01 §24.2). */
const LATIN_1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'.split(
    ' ',
  );

/** Of the others, those that mail programs write. */
const OTHERS = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  apos: "'",
  OElig: 'Œ',
  oelig: 'œ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  hellip: '…',
  bull: '•',
  euro: '€',
  trade: '™',
  rarr: '→',
  larr: '←',
  minus: '−',
  zwnj: '\u200c',
  zwj: '\u200d',
  lrm: '\u200e',
  rlm: '\u200f',
};

const byName = new Map<string, string>([
  ...LATIN_1.map((name, i) => [name, String.fromCodePoint(0xa0 + i)] as const),
  ...Object.entries(OTHERS),
]);

/** Where a number stands for no character, HTML shows this one. */
const REPLACEMENT = '\ufffd';

const characterOf = (code: number): string =>
  code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
    ? REPLACEMENT
    : String.fromCodePoint(code);

/** Text in which every reference to a character is that character; one that is not known here stays as it is. */
export const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,8})|#x([0-9a-f]{1,8})|([a-z]{2,8}[0-9]{0,2}));?/gi,
    (whole, decimal, hex, name) => {
      if (typeof decimal === 'string') return characterOf(Number(decimal));
      if (typeof hex === 'string') return characterOf(Number.parseInt(hex, 16));
      return byName.get(String(name)) ?? whole;
    },
  );

import { refuseImage } from '../images/image-chunks.ts';
import { type Baked, type BakeSpec, isCompactJws } from './baked.ts';
import { baking, readSvg, type SvgParts } from './read-svg.ts';

/** Characters that XML cannot carry (XML 1.0 §2.2), and the one that it turns into another (§2.11). */
const UNSPEAKABLE = /[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A CDATA section ends with `]]>`; where the text itself says so, one ends in the middle of it and another begins. */
const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** JSON in characters that XML carries; what it does not can only stand within a JSON string, and is escaped there. */
const asXmlText = (json: string): string => {
  const text = json.replaceAll('\ufffe', '\\ufffe').replaceAll('\uffff', '\\uffff');
  if (UNSPEAKABLE.test(text)) {
    throw refuseImage('The credential holds characters that cannot stand in an SVG; bake it into a PNG.');
  }
  return text;
};

/** The address that a hosted assertion of Open Badges 2.0 is verified at: its id. */
const hostedAt = (json: string): string | undefined => /"id":"(https?:\/\/[^"\\]+)"/.exec(json)?.[1];

/** The element: a JWS or an address stands in its attribute, JSON in its body. */
const elementOf = (credential: string, spec: BakeSpec): string => {
  const name = `openbadges:${baking[spec].local}`;
  const isJson = credential.startsWith('{');
  const verify = isJson ? (spec === 'ob2' ? hostedAt(credential) : undefined) : credential;
  const attribute = verify === undefined ? '' : ` verify="${escapeAttribute(verify)}"`;
  return `<${name}${attribute}>${isJson ? cdata(asXmlText(credential)) : ''}</${name}>`;
};

/** The SVG without what was baked into it before. */
const withoutBaked = (svg: string, { baked }: SvgParts): string =>
  baked.toReversed().reduce((text, { from, until }) => text.slice(0, from) + text.slice(until), svg);

/**
 * Bakes a credential into an SVG: the namespace on its root, and one element right after the root's start tag; what
 * was baked before, by either specification, is taken out. The picture remains as it is.
 *
 * @throws {InvalidInput} where the picture is no SVG or a broken one, or the credential cannot stand in one.
 */
export const bakeSvg = (svg: string, credential: string, spec: BakeSpec): string => {
  const plain = withoutBaked(svg, readSvg(svg));
  const { root } = readSvg(plain);
  const tag = plain
    .slice(root.from, root.until)
    .replace(/\s+xmlns:openbadges\s*=\s*("[^"]*"|'[^']*')/, '')
    .replace(/\s*\/?>$/, '');
  const closing = plain.slice(root.from, root.until).endsWith('/>') ? `</${root.name}>` : '';
  const namespace = ` xmlns:openbadges="${baking[spec].namespace}">`;
  const baked = tag + namespace + elementOf(credential, spec) + closing;
  return plain.slice(0, root.from) + baked + plain.slice(root.until);
};

/**
 * The credential that anybody baked into an SVG, by either specification and under any prefix; undefined where there
 * is none. Where both are there, the 3.0 one. It is read as text: nothing that the SVG names is loaded or run.
 *
 * @throws {InvalidInput} where the picture is no SVG, broken or made to exhaust a reader, or holds two of one kind.
 */
export const unbakeSvg = (svg: string): Baked | undefined => {
  const parts = readSvg(svg);
  for (const spec of ['ob3', 'ob2'] as const) {
    const [found, second] = parts.baked.filter((element) => element.spec === spec);
    if (second) throw refuseImage('The SVG holds more than one credential; ask its issuer for another copy.');
    if (!found) continue;
    const verify = found.verify?.trim() ?? '';
    // A signature is what counts; beside an address, the assertion itself says more than where it lies.
    const text = isCompactJws(verify) ? verify : found.body.trim() || verify;
    if (text !== '') return { spec, text };
  }
  return undefined;
};

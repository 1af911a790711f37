import { SaxesParser, type SaxesTagNS } from 'saxes';
import { InvalidInput } from '../../platform/errors.ts';
import { refuseImage } from '../images/image-chunks.ts';
import { type BakeSpec, MAX_BAKED_CREDENTIAL, MAX_BAKED_FILE } from './baked.ts';

/** How each specification bakes (Open Badges 2.0 Baking, SVGs; Open Badges 3.0 §5.3.2). */
export const baking = {
  ob3: { namespace: 'https://purl.imsglobal.org/ob/v3p0', local: 'credential' },
  ob2: { namespace: 'http://openbadges.org', local: 'assertion' },
} as const satisfies Record<BakeSpec, { namespace: string; local: string }>;

/** Elements within elements: a picture has a few, and something made to exhaust a reader has many. */
const MAX_DEPTH = 200;

/** An element that holds a credential, and from where to where it stands in the file. */
interface BakedElement {
  readonly spec: BakeSpec;
  readonly verify: string | undefined;
  readonly body: string;
  readonly from: number;
  readonly until: number;
}

/** What was found in an SVG: its root's start tag by place, and whatever is baked into it. */
export interface SvgParts {
  readonly root: { readonly name: string; readonly from: number; readonly until: number };
  readonly baked: readonly BakedElement[];
}

/** Which specification an element is baked by; some bakers end the namespace with a slash, which 2.0 does not. */
const specOf = (tag: SaxesTagNS): BakeSpec | undefined =>
  (['ob3', 'ob2'] as const).find(
    (spec) => baking[spec].namespace === tag.uri.replace(/\/$/, '') && baking[spec].local === tag.local,
  );

const read = (svg: string): SvgParts => {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const baked: BakedElement[] = [];
  let root: SvgParts['root'] | undefined;
  let depth = 0;
  let open:
    | { spec: BakeSpec; verify: string | undefined; from: number; depth: number; body: string }
    | undefined;

  parser.on('doctype', (type) => {
    if (type.includes('[')) throw refuseImage('The SVG defines entities of its own; save it as plain SVG.');
  });
  parser.on('opentag', (tag) => {
    // No start tag holds a `<` after its first, or it would not be well-formed.
    const from = svg.lastIndexOf('<', parser.position - 1);
    depth += 1;
    if (depth > MAX_DEPTH) throw refuseImage('The SVG has elements within elements without end.');
    if (!root) {
      if (tag.local !== 'svg') throw refuseImage('The file is not an SVG; give a PNG or SVG file.');
      root = { name: tag.name, from, until: parser.position };
    }
    const spec = open ? undefined : specOf(tag);
    if (spec) open = { spec, verify: tag.attributes['verify']?.value, from, depth, body: '' };
  });
  const take = (text: string): void => {
    if (!open) return;
    open.body += text;
    if (open.body.length > MAX_BAKED_CREDENTIAL) {
      throw refuseImage('The credential in the SVG has more than a million characters; no badge has.');
    }
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    if (open?.depth === depth) {
      const { spec, verify, body, from } = open;
      baked.push({ spec, verify, body, from, until: parser.position });
      open = undefined;
    }
    depth -= 1;
  });
  parser.write(svg).close();
  if (!root) throw refuseImage('The file is not an SVG; give a PNG or SVG file.');
  return { root, baked };
};

/**
 * Reads an SVG as text: nothing it names is loaded, and a document type that defines entities is refused.
 *
 * @throws {InvalidInput} where it is no SVG, broken, larger than 10 MB, or made to exhaust a reader.
 */
export const readSvg = (svg: string): SvgParts => {
  if (svg.length > MAX_BAKED_FILE) throw refuseImage('The SVG has more than 10 MB; no badge has.');
  try {
    return read(svg);
  } catch (thrown) {
    if (thrown instanceof InvalidInput) throw thrown;
    throw refuseImage('The SVG is broken: it is not well-formed XML; save it once more.');
  }
};

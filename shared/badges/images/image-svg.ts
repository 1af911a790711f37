import { SaxesParser, type SaxesTagNS } from 'saxes';
import { refuseImage } from './image-chunks.ts';
import { checkSquare } from './image-png.ts';
import { isOwnName, readAttribute, readDeclarations, readStyleSheet } from './image-style.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** What may be drawn with, and what it costs to draw is bounded: elements, how deep they lie, and clips in all. */
const shapes = new Set(
  'svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath style'.split(
    ' ',
  ),
);
const MAX_ELEMENTS = 2000;
const MAX_DEPTH = 32;
const MAX_CLIPS = 40;

/** Words for whoever is to look, and for programs that draw: nothing of them is seen. */
const leftOut = new Set(['title', 'desc', 'metadata']);

/** What is refused with more to say than that it is no shape. */
const refusals: Readonly<Record<string, string>> = {
  script: 'The SVG holds a script; a badge is a picture and runs nothing.',
  foreignObject: 'The SVG holds a part that is not SVG (foreignObject); a badge is drawn in SVG alone.',
  image: 'The SVG holds another image; draw it in paths, or save the whole as PNG.',
  text: 'The SVG holds text that would look different on every machine; convert text to paths.',
  use: 'The SVG repeats parts by reference (use); save it with the copies written out.',
};

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const refuseElement = ({ local }: SaxesTagNS): never => {
  const known = Object.hasOwn(refusals, local) ? refusals[local] : undefined;
  throw refuseImage(known ?? `The SVG holds “${local}”, which badges do not take; draw it in paths.`);
};

/** The attributes that are kept, as they are written; an event handler or a link to elsewhere is refused. */
const readAttributes = ({ local: element, attributes }: SaxesTagNS): string =>
  Object.values(attributes)
    .map(({ prefix, local, value }) => {
      if (/^on/i.test(local))
        throw refuseImage('The SVG answers to events; a badge is a picture and runs nothing.');
      if (local === 'href' && !value.startsWith('#')) {
        throw refuseImage('The SVG reaches for something outside itself; a badge holds all it shows.');
      }
      if (local === 'href' && element.endsWith('Gradient') && isOwnName(value)) return ` href="${value}"`;
      if (prefix !== '' || (element === 'svg' && local !== 'fill')) return '';
      const kept = local === 'style' ? readDeclarations(value) : readAttribute(local, value);
      return kept === undefined || kept === '' ? '' : ` ${local}="${escape(kept)}"`;
    })
    .join('');

/** What of the plane is seen, as four numbers: from `viewBox`, or else from width and height in pixels. */
const readViewBox = ({ attributes }: SaxesTagNS): readonly number[] => {
  const { viewBox, width, height } = attributes;
  const box = viewBox?.value ?? `0 0 ${parseFloat(width?.value ?? '')} ${parseFloat(height?.value ?? '')}`;
  const numbers = box
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , across = 0, down = 0] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || across <= 0 || down <= 0) {
    throw refuseImage('The SVG does not say how large it is; save it with a viewBox.');
  }
  checkSquare(across, down);
  return numbers;
};

/** Writes the shapes of an SVG again, one element after another, and counts what they cost. */
class Cleaner {
  readonly #written: string[] = [];
  readonly #open: { readonly local: string; readonly isKept: boolean }[] = [];
  #elements = 0;
  #clips = 0;
  #styleSheet = '';

  get text(): string {
    return this.#written.join('');
  }

  openTag(tag: SaxesTagNS): void {
    const { local, uri } = tag;
    if (local.toLowerCase() === 'script') refuseElement({ ...tag, local: 'script' });
    const isInside = this.#open.at(-1)?.isKept ?? true;
    const isKept = isInside && uri === SVG && !leftOut.has(local);
    if (this.#open.length === 0 && (uri !== SVG || local !== 'svg')) {
      throw refuseImage('The file is XML, but no SVG; save the picture as SVG.');
    }
    if (isKept && (!shapes.has(local) || (local === 'svg' && this.#open.length > 0))) refuseElement(tag);
    this.#open.push({ local, isKept });
    this.#elements += 1;
    if (this.#elements > MAX_ELEMENTS || this.#open.length > MAX_DEPTH) {
      throw refuseImage(
        `The SVG has more than ${MAX_ELEMENTS} parts, or parts in parts more than ${MAX_DEPTH} deep.`,
      );
    }
    const attributes = readAttributes(tag);
    if (isKept) this.#write(tag, attributes);
  }

  closeTag(): void {
    const { local, isKept } = this.#open.pop() ?? { local: '', isKept: false };
    if (!isKept) return;
    if (local === 'style') this.#written.push(escape(readStyleSheet(this.#takeStyleSheet())));
    this.#written.push(`</${local}>`);
  }

  /** Text is style or nothing: words are drawn as paths. */
  addText(text: string): void {
    if (this.#open.at(-1)?.local === 'style') this.#styleSheet += text;
  }

  #takeStyleSheet(): string {
    const text = this.#styleSheet;
    this.#styleSheet = '';
    this.#countClips(text);
    return text;
  }

  #write(tag: SaxesTagNS, attributes: string): void {
    this.#countClips(attributes);
    if (tag.local !== 'svg') {
      this.#written.push(`<${tag.local}${attributes}>`);
      return;
    }
    const box = readViewBox(tag).join(' ');
    this.#written.push(`<svg xmlns="${SVG}" viewBox="${box}" width="512" height="512"${attributes}>`);
  }

  /** A clip within a clip is drawn as often as both together: none lies in another, and there are few. */
  #countClips(text: string): void {
    const clips = text.split('clip-path').length - 1;
    const isInClip = this.#open.some(({ local }) => local === 'clipPath' || local === 'style');
    this.#clips += clips;
    if (this.#clips > MAX_CLIPS || (clips > 0 && isInClip)) {
      throw refuseImage(
        `The SVG clips too much, or in a style sheet, or clips what clips; clip ${MAX_CLIPS} parts at most.`,
      );
    }
  }
}

/**
 * An SVG fit for a badge, written again from its shapes alone: about square, bounded in what it costs to draw, with
 * nothing that runs, nothing fetched, and no text that depends on fonts. Words about the picture are left out.
 *
 * @throws {InvalidInput} saying what is wrong with it.
 */
export const cleanSvg = (svg: string): string => {
  const parser = new SaxesParser({ xmlns: true });
  const cleaner = new Cleaner();
  parser.on('error', () => {
    throw refuseImage('The SVG is no well-formed XML; save it once more.');
  });
  parser.on('doctype', () => {
    throw refuseImage('The SVG declares a document type or entities (DOCTYPE); save it as plain SVG.');
  });
  parser.on('processinginstruction', () => {
    throw refuseImage(
      'The SVG tells another program what to do (a processing instruction); save it as plain SVG.',
    );
  });
  parser.on('opentag', (tag) => {
    cleaner.openTag(tag);
  });
  parser.on('closetag', () => {
    cleaner.closeTag();
  });
  parser.on('text', (text) => {
    cleaner.addText(text);
  });
  parser.on('cdata', (text) => {
    cleaner.addText(text);
  });
  parser.write(svg).close();
  return cleaner.text;
};

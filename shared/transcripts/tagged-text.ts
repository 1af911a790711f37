import type { Paper } from './pdf-document.ts';
import type { Block, Place, Typesetter } from './typesetter.ts';

/** A text that was set and has its place. */
export interface Placed {
  readonly block: Block;
  readonly place: Place;
}

/** An element of a paper's structure. */
export type Element = ReturnType<Paper['struct']>;

type ElementType = 'H1' | 'H2' | 'P' | 'TH' | 'TD';

/**
 * A text as one element of the paper's structure. It is drawn when its turn in the structure comes. Where its letters
 * stand in another order than they are read, the element says them as they are read.
 *
 * @param scope - which cells a heading of a table heads (ISO 32000-1 Table 349): a TH has one.
 */
export const drawElement = (
  paper: Paper,
  setter: Typesetter,
  type: ElementType,
  { block, place }: Placed,
  { scope }: { readonly scope?: 'Row' | 'Column' } = {},
): Element => {
  // Typed loosely: the package's types do not know the attribute yet.
  const options: object = { ...(scope && { scope }), ...(block.isReordered && { actual: block.text }) };
  return paper.struct(type, options, () => {
    setter.draw(block, place);
  });
};

/** A line that leads somewhere: a paragraph that holds a link, whose annotation says where to (PDF/UA-1 §7.18.5). */
export const drawLink = (
  paper: Paper,
  setter: Typesetter,
  { block, place }: Placed,
  url: string,
): Element => {
  const link: Element = paper.struct('Link');
  link.add(() => {
    setter.draw(block, place);
    // Typed loosely: an annotation's description and its place in the structure are not in the package's types.
    const options: object = { structParent: link, Contents: new String(block.text) };
    paper.link(place.x, place.y, block.width, block.height, url, options);
  });
  link.end();
  return paper.struct('P', {}, [link]);
};

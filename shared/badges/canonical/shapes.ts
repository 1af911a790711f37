import { loadContext } from '../contexts.ts';
import { type Award, buildCredential, type Personal } from '../credential.ts';
import type { compileTemplate, Template } from './canonical-template.ts';
import { freeWord, marksOf } from './marks.ts';
import { cut, type Pieces } from './pieces.ts';
import { shapeOf, slotsOf } from './shape.ts';
import { type Slot, withValues } from './slots.ts';

/** What is known of the credentials of one shape. */
export interface Shape {
  readonly issuer: string;
  /** The credential as JSON up to its closing brace, with holes where its slots are. */
  readonly json: Pieces;
  /** Gone where none is safe, or where the one there was gave a credential that did not verify. */
  template: Template | undefined;
  /** True once a credential made by the template was verified whole by the library. */
  proven: boolean;
}

/** Compiles the canonical form of documents of one shape. */
export type Compile = typeof compileTemplate;

/** Most of a kind that are kept. A shape is an achievement as it was written once. */
const MOST = 500;

/**
 * Keeps what was made for a key, at most 500; the one that came first gives way. What could not be made is made again
 * the next time.
 */
export const createKept = <Made>() => {
  const kept = new Map<string, Promise<Made>>();
  return (key: string, make: () => Promise<Made>): Promise<Made> => {
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    const [oldest] = kept.keys();
    if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  };
};

const prepareJson = (document: object, slots: readonly Slot[]): Pieces => {
  const texts = slots.map(({ path }): Slot => ({ path, kind: 'text' }));
  const marks = marksOf(texts, [], freeWord(JSON.stringify(document)));
  const json = JSON.stringify(withValues(document, slots, marks));
  return cut(
    json.slice(0, -1),
    marks.map((mark) => JSON.stringify(mark)),
  );
};

/** Prepares shapes, each once. */
export const createShapes = (publicUrl: string, compile: Compile) => {
  const shapes = createKept<Shape>();

  const prepare = async (award: Award, personal: Personal): Promise<Shape> => {
    const document = buildCredential(publicUrl, award, personal);
    const slots = slotsOf(personal);
    const template = await compile(document, slots, loadContext);
    return { issuer: document.issuer.id, json: prepareJson(document, slots), template, proven: false };
  };

  return (award: Award, personal: Personal): Promise<Shape> =>
    shapes(shapeOf(award), () => prepare(award, personal));
};

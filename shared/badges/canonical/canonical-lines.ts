import { hash } from 'node:crypto';
import { NQuads, type Quad, type Term } from 'rdf-canonize';
import { bytesOf, octets } from './octets.ts';
import { prepareSorted } from './sorted-lines.ts';

const relabel = (term: Term, labelOf: (label: string) => string): Term =>
  term.termType === 'BlankNode' ? { termType: 'BlankNode', value: labelOf(term.value) } : term;

const lineOf = (quad: Quad, labelOf: (label: string) => string): string =>
  NQuads.serializeQuadComponents(
    relabel(quad.subject, labelOf),
    quad.predicate,
    relabel(quad.object, labelOf),
    relabel(quad.graph, labelOf),
  );

const blankLabels = ({ subject, object, graph }: Quad): Set<string> =>
  new Set(
    [subject, object, graph].filter(({ termType }) => termType === 'BlankNode').map(({ value }) => value),
  );

const ESCAPED = /[\u0000-\u001f\u007f"\\]/;
const escapes = new Map([
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);
const escapeOf = (character: string): string =>
  escapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
const everyEscaped = new RegExp(ESCAPED, 'g');
const BEYOND_ASCII = /[^\u0000-\u007f]/;

/** A literal's text as canonical N-Quads writes it between its quotes (RDF 1.1 N-Quads; RDFC-1.0 §5), as octets. */
export const literalText = (value: string): string => {
  const text = ESCAPED.test(value) ? value.replaceAll(everyEscaped, escapeOf) : value;
  return BEYOND_ASCII.test(text) ? octets(text) : text;
};

/** The hash of a blank node's own statements (RDFC-1.0 §4.6), from the values of the marks. */
type NodeHash = (values: readonly string[]) => string;

/** Prepares a node's hash; what no value changes is hashed here, once. */
const prepareHash = (label: string, quads: readonly Quad[], marks: readonly string[]): NodeHash => {
  const lines = quads
    .filter((quad) => blankLabels(quad).has(label))
    .map((quad) => lineOf(quad, (other) => (other === label ? 'a' : 'z')));
  const write = prepareSorted(lines, marks);
  const hashOf: NodeHash = (values) => hash('sha256', bytesOf(write(values)), 'hex');
  if (lines.some((line) => marks.some((mark) => line.includes(mark)))) return hashOf;
  const constant = hashOf([]);
  return () => constant;
};

/**
 * Prepares the writing of graphs that differ from `quads` only in the values of the marks in it, in RDFC-1.0
 * (§4.4.3), as far as it is simple: every blank node is told apart by the hash of its own statements.
 *
 * The writer takes the marks' values as N-Quads writes them, and gives octets; undefined where two blank nodes look alike,
 * so that the whole algorithm is needed. `word` is in no term but the marks.
 */
export const prepareLines = (quads: readonly Quad[], marks: readonly string[], word: string) => {
  const labels = [...new Set(quads.flatMap((quad) => [...blankLabels(quad)]))];
  const hashes = labels.map((label) => prepareHash(label, quads, marks));
  const labelMarks = new Map(labels.map((label, i) => [label, `${word}-node-${i}-`]));
  const write = prepareSorted(
    quads.map((quad) => lineOf(quad, (label) => labelMarks.get(label) ?? label)),
    [...marks, ...labelMarks.values()],
  );

  return (values: readonly string[]): string | undefined => {
    const nodes = hashes.map((hashOf, i) => ({ i, hash: hashOf(values) }));
    nodes.sort((a, b) => (a.hash < b.hash ? -1 : 1));
    const canonical = new Array<string>(nodes.length);
    let last = '';
    for (const [rank, { i, hash }] of nodes.entries()) {
      if (hash === last) return undefined;
      last = hash;
      canonical[i] = `c14n${rank}`;
    }
    return write([...values, ...canonical]);
  };
};

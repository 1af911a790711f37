import { hash } from 'node:crypto';
import { NQuads, type Quad, type Term } from 'rdf-canonize';

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

/** Two sorted lists as one: what never changes was sorted once. */
const mergeSorted = (one: readonly string[], other: readonly string[]): string[] => {
  const merged: string[] = [];
  let i = 0;
  for (const line of other) {
    for (let next = one[i]; next !== undefined && next < line; next = one[++i]) merged.push(next);
    merged.push(line);
  }
  return merged.concat(one.slice(i));
};

/** Of one blank node: its statements that never change, already written, and the places of those that do. */
interface BlankNode {
  readonly label: string;
  readonly written: readonly string[];
  readonly varying: readonly number[];
}

/**
 * Prepares the writing of graphs that differ from `quads` only in the statements at `varying`, in RDFC-1.0
 * (§4.4.3), as far as it is simple: every blank node is told apart by the hash of its own statements (§4.6). What
 * does not vary is written once, here.
 *
 * The writer takes the whole graph, in the order of `quads`, and gives undefined where two blank nodes look alike,
 * so that the whole algorithm is needed.
 */
export const prepareLines = (quads: readonly Quad[], varying: ReadonlySet<number>) => {
  const labels = new Set(quads.flatMap((quad) => [...blankLabels(quad)]));
  const asSeenFrom = (node: string) => (label: string) => (label === node ? 'a' : 'z');
  const nodes = [...labels].map((label): BlankNode => {
    const own = [...quads.keys()].filter((i) => {
      const quad = quads[i];
      return quad !== undefined && blankLabels(quad).has(label);
    });
    const constant = own.filter((i) => !varying.has(i));
    return {
      label,
      written: constant.flatMap((i) => quads[i] ?? []).map((quad) => lineOf(quad, asSeenFrom(label))),
      varying: own.filter((i) => varying.has(i)),
    };
  });
  const isFixed = (quad: Quad, i: number) => !varying.has(i) && blankLabels(quad).size === 0;
  const fixed = quads
    .filter(isFixed)
    .map((quad) => lineOf(quad, (label) => label))
    .sort();
  const loose = [...quads.entries()].filter(([i, quad]) => !isFixed(quad, i)).map(([i]) => i);

  const hashOf = (node: BlankNode, graph: readonly Quad[]): string => {
    const seen = asSeenFrom(node.label);
    const lines = node.varying.flatMap((i) => graph[i] ?? []).map((quad) => lineOf(quad, seen));
    return hash('sha256', [...node.written, ...lines].sort().join(''), 'hex');
  };
  const constantHashes = new Map(
    nodes.filter((node) => node.varying.length === 0).map((node) => [node.label, hashOf(node, quads)]),
  );

  return (graph: readonly Quad[]): string | undefined => {
    const byHash = new Map(
      nodes.map((node) => [constantHashes.get(node.label) ?? hashOf(node, graph), node.label]),
    );
    if (byHash.size < nodes.length) return undefined;
    const canonical = new Map([...byHash.keys()].sort().map((hash, i) => [byHash.get(hash), `c14n${i}`]));
    const lines = loose
      .flatMap((i) => graph[i] ?? [])
      .map((quad) => lineOf(quad, (label) => canonical.get(label) ?? label));
    return mergeSorted(fixed, lines.sort()).join('');
  };
};

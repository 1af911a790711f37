import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';

// `npm run bench -- [NAME …] [--json]`: what is measured, each against a limit or a peer in the same run.

/** What each module measures; it is imported only where one of its names is asked for. */
const measures: readonly {
  readonly names: readonly string[];
  /** One name for all of them. */
  readonly together?: string;
  readonly load: () => Promise<{ measure: () => Promise<Figure[]> }>;
}[] = [
  { names: ['record-events', 'record-write-units'], load: () => import('./record-events.ts') },
  { names: ['issue-credentials', 'issue-credentials-limit'], load: () => import('./issue-credentials.ts') },
  { names: ['build-digests'], load: () => import('./build-digests.ts') },
  {
    together: 'digests',
    names: [
      'digest-cpu',
      'digest-reads',
      'digest-writes',
      'digest-planner-reads',
      'digest-rate',
      'digest-memory',
    ],
    load: () => import('./digests/digests.ts'),
  },
  { names: ['bundle', 'import'], load: () => import('./bundles.ts') },
];

const { values, positionals: asked } = parseArgs({
  options: { json: { type: 'boolean' } },
  allowPositionals: true,
});

/** What was asked for, a name for several as those several. */
const positionals = asked.flatMap(
  (name) => measures.find(({ together }) => together === name)?.names ?? [name],
);

/** A name selects itself; `bundle` and `import` also select every function's (`bundle:web`). */
const familyOf = (name: string): string => name.split(':', 1)[0] ?? name;
const known = measures.flatMap(({ names }) => names);
const unknown = positionals.filter((name) => !known.includes(familyOf(name)));
if (unknown.length > 0) {
  console.error(`There is no measure named ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(1);
}
const selected = (name: string): boolean =>
  positionals.length === 0 || positionals.includes(name) || positionals.includes(familyOf(name));

const figures: Figure[] = [];
for (const { names, load } of measures) {
  const wanted = positionals.length === 0 || positionals.some((name) => names.includes(familyOf(name)));
  if (!wanted) continue;
  console.error(`Measuring ${names.join(', ')} …`);
  const { measure } = await load();
  figures.push(...(await measure()).filter(({ name }) => selected(name)));
}
if (values.json) {
  console.log(JSON.stringify(figures, null, 2));
} else {
  for (const { name, value, unit, against, ratio } of figures) {
    console.log(
      `${name.padEnd(32)} ${String(value).padStart(9)} ${unit.padEnd(9)} ratio ${String(ratio).padStart(7)}  (against ${against})`,
    );
  }
}
process.exit(0);

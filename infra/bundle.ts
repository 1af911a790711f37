import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildFailure, type BuildOptions, build, type Metafile } from 'esbuild';
import { InvalidInput, NotFound } from '../shared/platform/errors.ts';

/** The project's own folder. */
const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * How every function is bundled: one ECMAScript module with all it needs, the SDK too, so that what was tested is
 * what runs.
 *
 * The banner gives CommonJS packages the `require` they expect for Node's own modules. The Digital Bazaar packages
 * would pull in an HTTP client; a credential is never checked against the network here, so it is replaced by a
 * module that refuses.
 */
export const bundleOptions: BuildOptions = {
  absWorkingDir: projectRoot,
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  loader: { '.wasm': 'binary', '.ttf': 'binary', '.woff': 'binary' },
  alias: { '@digitalbazaar/http-client': './shared/badges/no-network.ts' },
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  outExtension: { '.js': '.mjs' },
  logLevel: 'silent',
};

/** What was built. */
export interface Bundles<Name extends string> {
  /** For each name the folder that holds its `index.mjs` and nothing else. */
  readonly folders: Readonly<Record<Name, string>>;
  /** What went into each, as esbuild tells it. */
  readonly metafile: Metafile;
}

const isBuildFailure = (thrown: unknown): thrown is BuildFailure =>
  thrown instanceof Error && 'errors' in thrown && Array.isArray(thrown.errors);

/** The first of esbuild's errors in a sentence, and how many more there are. */
const explain = (failure: BuildFailure): InvalidInput => {
  const [first, ...others] = failure.errors;
  const where = first?.location ? `${first.location.file}, line ${first.location.line}` : 'The sources';
  const reason = first?.text.replace(/\.$/, '') ?? 'esbuild gave no reason';
  const more =
    others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'error' : 'errors'})`;
  return new InvalidInput(
    `${where}: ${reason}${more}. Put it right (git status shows what is gone or changed), then try again.`,
    { cause: failure },
  );
};

/**
 * Builds the functions named by `entries` (name to the path of the entry file) side by side, each into
 * `<outdir>/<name>/index.mjs`.
 *
 * The folders are inputs: the assembly names its copies by their content, so an unchanged function is the same asset.
 *
 * @throws {NotFound} naming every entry that is not there, before anything is built.
 * @throws {InvalidInput} with file, line and reason of the first error, where one does not compile.
 */
export const bundle = async <Name extends string>(
  entries: Readonly<Record<Name, string>>,
  outdir: string,
): Promise<Bundles<Name>> => {
  const missing = Object.values<string>(entries).filter((entry) => !existsSync(resolve(projectRoot, entry)));
  if (missing.length > 0) {
    throw new NotFound(
      `These functions are listed in infra/functions.ts but their entries are missing: ${missing.join(', ')}.`,
    );
  }
  const names = Object.keys(entries) as Name[];
  const { metafile } = await build({
    ...bundleOptions,
    entryPoints: Object.fromEntries(names.map((name) => [`${name}/index`, entries[name]])),
    outdir,
    metafile: true,
  }).catch((cause: unknown) => {
    throw isBuildFailure(cause) ? explain(cause) : cause;
  });
  const folders = Object.fromEntries(names.map((name) => [name, join(outdir, name)])) as Record<Name, string>;
  return { folders, metafile };
};

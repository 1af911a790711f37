import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { badgeSvg } from '../../../shared/badges/images/badge-design.ts';
import { openLettering } from '../../support/painter.ts';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colloquy-bundle-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Bundles the lines as a function is bundled, and runs them by themselves. */
const bundled = async (lines: string): Promise<{ code: string; said: string }> => {
  const result = await build({
    stdin: { contents: lines, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    loader: { '.wasm': 'binary', '.ttf': 'binary' },
    write: false,
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]?.text ?? '';
  const file = join(folder, `${createHash('sha256').update(code).digest('hex')}.mjs`);
  await writeFile(file, code);
  const { stdout } = await run(process.execPath, [file]);
  return { code, said: stdout.trim() };
};

it('the renderer is unpacked from the bundle at once, and draws what it draws outside of it', async () => {
  const from = (path: string) => JSON.stringify(pathToFileURL(join(process.cwd(), path)).pathname);
  const badge = {
    achievement: { achievement: 'ten-comments', name: 'Ten comments' },
    organizationName: 'Midland Teachers’ Association',
  };
  const { code, said } = await bundled(`
    import { createBadgePainter } from ${from('shared/badges/images/badge-image.ts')};
    const painter = createBadgePainter({
      loadWasm: async () => (await import(${from('functions/credentials/renderer-wasm.ts')})).rendererWasm,
      loadLettering: async () => (await import(${from('functions/credentials/badge-lettering.ts')})).badgeLettering,
      images: { get: async () => undefined },
    });
    const badge = ${JSON.stringify(badge)};
    const png = await painter.paint(badge, 200);
    console.log(JSON.stringify([Buffer.from(png).toString('latin1', 1, 4), await painter.svg(badge)]));
  `);
  expect(JSON.parse(said)).toEqual(['PNG', badgeSvg(badge, openLettering())]);
  // esbuild's conversion of a CommonJS module copies property by property: two million of them here.
  expect(code).not.toContain('__toESM(require_index_bg');
});

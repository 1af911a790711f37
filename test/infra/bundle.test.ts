import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { settings } from '../../shared/platform/config.ts';

const greet = 'test/infra/fixture-entries/greet.ts';
const outdir = () => mkdtempSync(join(tmpdir(), 'colloquy-bundles-'));

describe('bundle', () => {
  it('builds each entry into a folder of its own, which holds one module and nothing else', async () => {
    const { folders, metafile } = await bundle({ one: greet, two: greet }, outdir());
    expect(Object.keys(folders)).toEqual(['one', 'two']);
    expect(readdirSync(folders.one)).toEqual(['index.mjs']);
    expect(Object.keys(metafile.inputs)).toContain('shared/platform/config.ts');
    const { handler } = (await import(pathToFileURL(join(folders.two, 'index.mjs')).href)) as {
      handler: (name: string) => Promise<string>;
    };
    expect(await handler('morning')).toBe(`morning of ${Object.keys(settings).length}`);
  });

  it('makes the same bytes of the same sources, so that nothing unchanged is deployed again', async () => {
    const [first, second] = await Promise.all([bundle({ greet }, outdir()), bundle({ greet }, outdir())]);
    const read = (folder: string) => readFileSync(join(folder, 'index.mjs'), 'utf8');
    expect(read(first.folders.greet)).toBe(read(second.folders.greet));
  });

  it('names every entry that is missing, before it builds anything', async () => {
    const folder = outdir();
    await expect(
      bundle({ greet, a: 'functions/a/index.ts', b: 'functions/b/index.ts' }, folder),
    ).rejects.toThrow('their entries are missing: functions/a/index.ts, functions/b/index.ts.');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says which file does not compile, and why', async () => {
    const folder = outdir();
    const broken = join(folder, 'broken.ts');
    writeFileSync(broken, "export { handler } from './nowhere.ts';");
    await expect(bundle({ broken }, folder)).rejects.toThrow(
      /broken\.ts:1:\d+: ERROR: Could not resolve "\.\/nowhere\.ts"/,
    );
  });
});

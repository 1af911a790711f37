import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { settings } from '../../shared/platform/config.ts';
import { AppError } from '../../shared/platform/errors.ts';

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

  it.each([
    ["export { handler } from './nowhere.ts';", 'line 1: Could not resolve "./nowhere.ts". Put it right'],
    [
      "import './gone.ts';\nimport './lost.ts';",
      'line 1: Could not resolve "./gone.ts" (and 1 more error). Put',
    ],
    ['\nexport const = 1;', 'line 2: Expected identifier but found "=". Put it right'],
  ])('says in one sentence which file does not compile, where and why: %j', async (source, sentence) => {
    const folder = outdir();
    const broken = join(folder, 'broken.ts');
    writeFileSync(broken, source);
    const thrown = await bundle({ broken }, folder).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(AppError);
    const { message } = thrown as AppError;
    expect(message).toContain(`broken.ts, ${sentence}`);
    expect(message).not.toContain('\n');
  });
});

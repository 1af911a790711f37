import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as z from 'zod';
import { NotFound } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import type { ResolvedTemplate } from './template.ts';

/** A function as the template describes it, with what one machine adds. */
export interface FunctionSettings {
  readonly name: string;
  /** The folder that holds the bundle. */
  readonly folder: string;
  /** `file.export`, as Lambda takes it. */
  readonly handler: string;
  /** Seconds until an invocation is ended. */
  readonly timeout: number;
  /** MB; the heap of a worker is bounded by it. */
  readonly memory: number;
  readonly environment: Readonly<Record<string, string>>;
}

const FunctionProperties = z.object({
  Handler: z.string().regex(/^[^.]+\.[^.]+$/, 'must be file.export'),
  Runtime: z.string(),
  Timeout: z.number().int().min(1).max(900).default(3),
  MemorySize: z.number().int().min(128).default(128),
  Code: z.object({ S3Key: z.string().optional() }),
  Environment: z.object({ Variables: z.record(z.string(), z.string()).default({}) }).prefault({}),
});

const AssetManifest = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

/** Where the assembly's manifest says an asset lies; for an assembly whose templates carry no asset metadata. */
const inManifest = (templatePath: string, key: string | undefined): string | undefined => {
  const manifest = templatePath.replace(/\.template\.json$/, '.assets.json');
  if (key === undefined || manifest === templatePath || !existsSync(manifest)) return undefined;
  const { files } = parse(AssetManifest, JSON.parse(readFileSync(manifest, 'utf8')), manifest);
  return files[key.replace(/\.zip$/, '')]?.source.path;
};

/**
 * The functions of a template that are ours to run, those on Node.js.
 *
 * @throws {NotFound} where a function's bundle is not beside the template.
 */
export const functionsIn = (template: ResolvedTemplate, templatePath: string): FunctionSettings[] =>
  template.ofType('AWS::Lambda::Function').flatMap(({ id, properties, metadata }) => {
    if (typeof properties['Runtime'] !== 'string' || !properties['Runtime'].startsWith('nodejs')) return [];
    const settings = parse(FunctionProperties, properties, `template: function ${id}`);
    const stated = metadata['aws:asset:path'];
    const asset = typeof stated === 'string' ? stated : inManifest(templatePath, settings.Code.S3Key);
    const folder = resolve(template.folder, asset ?? '');
    if (asset === undefined || !existsSync(folder)) {
      throw new NotFound(
        `The bundle of function ${id} is not beside the template. Make it with: npm run synth`,
      );
    }
    return [
      {
        name: id,
        folder,
        handler: settings.Handler,
        timeout: settings.Timeout,
        memory: settings.MemorySize,
        environment: settings.Environment.Variables,
      },
    ];
  });

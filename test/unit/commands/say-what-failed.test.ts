import { describe, expect, it } from 'vitest';
import { sentenceFor } from '../../../commands/say-what-failed.ts';
import { InvalidInput } from '../../../shared/platform/errors.ts';

const withCode = (message: string, code: string, more = {}) =>
  Object.assign(new Error(message), { code, ...more });

describe('what a person in a terminal is told', () => {
  it("is an error's own sentence where it is one for people", () => {
    expect(sentenceFor(new InvalidInput('Port 1 is in use.'))).toBe('Port 1 is in use.');
  });

  it('names the file that is missing, seen from the project', () => {
    const url = new URL('../../../infra/gone.ts', import.meta.url).href;
    const error = withCode(`Cannot find module '/x/infra/gone.ts'`, 'ERR_MODULE_NOT_FOUND', { url });
    expect(sentenceFor(error)).toMatch(/^infra\/gone\.ts is missing\. Bring it back/);
  });

  it('names the package that is missing', () => {
    const error = withCode(`Cannot find package 'zod' imported from /x/y.ts`, 'ERR_MODULE_NOT_FOUND');
    expect(sentenceFor(error)).toMatch(/^zod is missing\..*npm ci/);
  });

  it('repeats what was wrong with the arguments', () => {
    const error = withCode(`Unknown option '--x'`, 'ERR_PARSE_ARGS_UNKNOWN_OPTION');
    expect(sentenceFor(error)).toBe(`Unknown option '--x'`);
  });

  it('is one line for everything else', () => {
    expect(sentenceFor(new Error('first\nsecond'))).toMatch(
      /^It stopped on a fault of its own: first\. Try again/,
    );
    expect(sentenceFor('thrown')).not.toContain('\n');
  });
});

import { InvalidInput } from '../platform/errors.ts';

/** Levels of arrays and objects that a file may nest; a hostile one must not overflow the stack. */
const MAX_DEPTH = 64;

const WHITE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const PRIMITIVE = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;

/** JSON, and where its parts stand. */
export interface LocatedJson {
  readonly value: unknown;
  /** The line, from 1, of the value at a path; where there is none, of the nearest part that holds the path. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

const keyOf = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String));

/**
 * Reads JSON (RFC 8259) and remembers the line of every value; `JSON.parse` does not tell it, nor, for every
 * mistake, where it is. A name that stands twice in one object is refused: the second would silently win.
 *
 * @param file - how the text is called in an error.
 * @throws {InvalidInput} naming the file and the line of the first mistake.
 */
export const locateJson = (text: string, file: string): LocatedJson => {
  const lines = new Map<string, number>();
  let at = 0;

  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const wrong = (what: string): never => {
    throw new InvalidInput(`${file}: line ${lineAt(at)}: ${what}`, { field: '(root)' });
  };
  const take = (token: RegExp): string | undefined => {
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const next = (): string => {
    take(WHITE);
    return text.charAt(at);
  };
  const expected = (what: string): never => wrong(`expected ${what}, found ${found()}`);
  const found = (): string => {
    if (at >= text.length) return 'the end of the file';
    const sign = text.charAt(at);
    return sign === '"' ? 'a string that is not closed, or not JSON' : JSON.stringify(sign);
  };

  /** Reads what stands between two brackets, separated by commas. */
  const members = (close: string, readOne: (index: number) => void): void => {
    at += 1;
    if (next() === close) {
      at += 1;
      return;
    }
    for (let index = 0; ; index += 1) {
      readOne(index);
      const after = next();
      if (after !== ',' && after !== close) expected(`"," or "${close}"`);
      at += 1;
      if (after === close) return;
      if (next() === close) wrong(`nothing may stand between "," and "${close}"`);
    }
  };
  const readValue = (path: readonly string[]): void => {
    if (path.length > MAX_DEPTH) wrong(`nested more than ${MAX_DEPTH} levels deep`);
    const start = next();
    lines.set(keyOf(path), lineAt(at));
    if (start === '[') {
      members(']', (index) => {
        readValue([...path, String(index)]);
      });
    } else if (start === '{') {
      const names = new Set<string>();
      members('}', () => {
        next();
        const name = take(STRING) ?? expected('a name in double quotes');
        if (names.has(name)) wrong(`${name} stands twice in one object`);
        names.add(name);
        if (next() !== ':') expected('":"');
        at += 1;
        readValue([...path, JSON.parse(name) as string]);
      });
    } else if ((take(STRING) ?? take(PRIMITIVE)) === undefined) {
      expected('a value');
    }
  };

  readValue([]);
  next();
  if (at < text.length) expected('the end of the file');

  const lineOf = (path: readonly PropertyKey[]): number =>
    lines.get(keyOf(path)) ?? (path.length === 0 ? 1 : lineOf(path.slice(0, -1)));
  return { value: JSON.parse(text) as unknown, lineOf };
};

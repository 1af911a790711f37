import { InvalidInput } from '../platform/errors.ts';

/** Bounds of a document that a stranger gives: what an honest credential stays far below. */
const MAX_CHARACTERS = 512 * 1024;
const MAX_DEPTH = 30;
const MAX_NODES = 20_000;

const refuse = (message: string): InvalidInput => new InvalidInput(message, { field: 'credential' });

/** Checks nesting before parsing, since a parser may itself go as deep as what it reads. */
const checkDepth = (text: string): void => {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (inString) {
      if (c === '\\') i += 1;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') {
      depth += 1;
      if (depth > MAX_DEPTH) throw refuse(`the document is nested deeper than ${MAX_DEPTH} levels`);
    } else if (c === '}' || c === ']') depth -= 1;
  }
};

const countNodes = (value: unknown): number => {
  let count = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const node = waiting.pop();
    count += 1;
    if (count > MAX_NODES) return count;
    if (typeof node === 'object' && node !== null)
      for (const child of Object.values(node)) waiting.push(child);
  }
  return count;
};

/**
 * Parses JSON that a stranger gives: at most 512 K characters, 30 levels and 20,000 values.
 *
 * @throws {InvalidInput} with a sentence of its own for each bound, and for what is no JSON.
 */
export const parseBounded = (text: string): unknown => {
  if (text.length > MAX_CHARACTERS) throw refuse('the document is larger than 512 KB');
  checkDepth(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidInput('the document is not JSON', { field: 'credential', cause });
  }
  if (countNodes(value) > MAX_NODES) throw refuse(`the document holds more than ${MAX_NODES} values`);
  return value;
};

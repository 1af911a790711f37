import { DigestDue } from '../../shared/digests/model.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';

/** Whose digest a message says is due. @throws {InvalidInput} naming the field, where it says nothing of the kind. */
export const readDue = (body: string): DigestDue => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    throw new InvalidInput('message: (root): is not JSON', { field: '(root)', cause });
  }
  return parse(DigestDue, json, 'message');
};

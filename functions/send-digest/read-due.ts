import { DigestDue } from '../../shared/digests/model.ts';
import { parse, parseJson } from '../../shared/platform/parse.ts';

/** Whose digest a message says is due. @throws {InvalidInput} naming the field, where it says nothing of the kind. */
export const readDue = (body: string): DigestDue => {
  return parse(DigestDue, parseJson(body), 'message');
};

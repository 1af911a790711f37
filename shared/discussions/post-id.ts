import { sha256Hex } from '../platform/ids.ts';

/**
 * The identifier of a post from what is sent once: the same form sent twice is the same post. Of its author, so that
 * nobody can take an identifier before somebody else does; 32 hex digits.
 *
 * @param once - what was minted for the form, or names what else the post was made from.
 */
export const postIdOf = (organization: string, member: string, once: string): string =>
  sha256Hex(`${organization}#${member}#${once}`).slice(0, 32);

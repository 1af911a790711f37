import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Token } from '../../shared/authorization/model.ts';
import { credentialUrl } from '../../shared/badges/credential.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { InvalidInput } from '../../shared/platform/errors.ts';
import { parseBounded } from '../../shared/verification/bounded-json.ts';
import { readJws } from '../../shared/verification/jwt.ts';
import type { Dependencies } from './dependencies.ts';

const isJson = (text: string): boolean => text.startsWith('{');

/** The identifier that a credential names in its text, whichever kind of text it is; nothing of it is believed yet. */
const idOf = (text: string): unknown => {
  try {
    const read: unknown = isJson(text) ? parseBounded(text) : readJws(text).payload;
    const claims = z
      .looseObject({ id: z.unknown(), jti: z.unknown(), vc: z.unknown() })
      .partial()
      .parse(read);
    const inner = z.looseObject({ id: z.string() }).safeParse(claims.vc);
    return inner.success ? inner.data.id : (claims.id ?? claims.jti);
  } catch (thrown) {
    // What cannot be read is refused, with the reason, where it is checked.
    if (thrown instanceof InvalidInput || thrown instanceof z.ZodError) return undefined;
    throw thrown;
  }
};

/** Scheme, host and path as every spelling of an address has them in common (WHATWG URL §4.4, RFC 3986 §6.2.2). */
const placeOf = (address: string): { readonly host: string; readonly path: string } | undefined => {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, pathname } = new URL(address);
  if (!/^https?:$/.test(protocol)) return undefined;
  // Percent signs and the dot that ends a name in full are other spellings of the same place.
  const path = pathname.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { host: host.replace(/\.(?=:|$)/, ''), path };
};

const refuse = (because: string): never => {
  throw new InvalidInput(`id: ${because}`, { field: 'id' });
};

/** Tells credentials of this system itself from those of others, and from what only says that it is one. */
export const createOwnCredentials = ({
  credentials,
  forms,
  publicUrl,
}: Pick<Dependencies, 'credentials' | 'forms' | 'publicUrl'>) => {
  const here = placeOf(credentialUrl(publicUrl, ''));

  /** The same as it was issued: JSON member by member, a VC-JWT as it was signed, which happens once. */
  const isAsIssued = async (text: string, { credential, document }: IssuedCredential): Promise<boolean> => {
    if (isJson(text)) return isDeepStrictEqual(parseBounded(text), JSON.parse(document));
    const kept = await Promise.all([forms.getForm(credential, 'rs256'), forms.getForm(credential, 'es256')]);
    return kept.includes(text);
  };

  /**
   * True where the text is a credential that this system issued to that member, as it was issued: it is in their list
   * already, and nothing that is brought changes it.
   *
   * @throws {InvalidInput} where it claims an address of this system and is no such credential.
   */
  return async (text: string, { organization, member }: Token): Promise<boolean> => {
    const id = idOf(text);
    const place = typeof id === 'string' ? placeOf(id) : undefined;
    if (!here || place?.host !== here.host) return false;
    const credential = z
      .uuid()
      .safeParse(place.path.startsWith(here.path) && place.path.slice(here.path.length));
    const issued = credential.success ? await credentials.get(credential.data) : undefined;
    if (issued?.organization !== organization || issued.member !== member) {
      return refuse('names an address of this system, where there is no badge that was given to this member');
    }
    if (await isAsIssued(text, issued)) return true;
    return refuse('names a badge of this system, and the rest is not as that badge was issued');
  };
};

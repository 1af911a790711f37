import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { OPEN_BADGES_CONTEXT } from '../../shared/badges/contexts.ts';
import { subjectId } from '../../shared/badges/credential.ts';
import type { Member } from '../../shared/members/model.ts';
import { InvalidInput, NotFound } from '../../shared/platform/errors.ts';
import { parse } from '../../shared/platform/parse.ts';
import { bearerOf, type Env, needs } from './bearer.ts';
import type { Dependencies } from './dependencies.ts';
import { answerStatus } from './status-info.ts';

const READ = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.readonly';
const UPDATE = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update';

const MAX_BYTES = 16_384;

/** A Profile as it may come back: the name can be another one, everything else must be as it was, or left out. */
const Changed = z.looseObject({
  id: z.string().optional(),
  type: z.union([z.literal('Profile'), z.array(z.string()).min(1)]),
  name: z.string().trim().min(1).max(120),
  email: z.string().optional(),
});

/** The fields of a Profile (Open Badges 3.0 §B.1.18) that are kept here at all. */
const KEPT = new Set(['@context', 'id', 'type', 'name', 'email']);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidInput('the body is not JSON', { cause });
  }
};

/** `profile` of the Open Badges 3.0 API (§6.2.4, §6.2.5): the member's own. */
export const profileRoutes = (dependencies: Dependencies) => {
  const { members, publicUrl, clock } = dependencies;
  const profileOf = ({ organization, member, name, email }: Member) => ({
    '@context': [OPEN_BADGES_CONTEXT],
    id: subjectId(publicUrl, organization, member),
    type: ['Profile'],
    name,
    email,
  });
  const find = async (organization: string, id: string): Promise<Member> => {
    const member = await members.getMember(organization, id);
    if (!member) throw new NotFound('the member this token speaks for is no longer there');
    return member;
  };

  /** Refuses what is not kept here, or is not for the member to change, rather than losing it quietly. */
  const refuseOthers = (
    changed: z.output<typeof Changed>,
    { id, email }: ReturnType<typeof profileOf>,
  ): void => {
    const unknown = Object.keys(changed).find((field) => !KEPT.has(field));
    if (unknown !== undefined) {
      throw new InvalidInput(`${unknown.slice(0, 60)}: is not kept here; leave it out`, { field: unknown });
    }
    if (changed.id !== undefined && changed.id !== id) {
      throw new InvalidInput('id: is another than that of this profile', { field: 'id' });
    }
    if (changed.email !== undefined && changed.email.toLowerCase() !== email.toLowerCase()) {
      throw new InvalidInput(
        'email: credentials are issued to it; the staff of the organization changes it',
        {
          field: 'email',
        },
      );
    }
  };

  return new Hono<Env>()
    .get('/', needs(READ, dependencies), async (c) => {
      const { organization, member } = bearerOf(c);
      return c.json(profileOf(await find(organization, member)), 200, { 'cache-control': 'no-store' });
    })
    .put(
      '/',
      needs(UPDATE, dependencies),
      bodyLimit({
        maxSize: MAX_BYTES,
        onError: (c) => answerStatus(c, 413, `A profile may have at most ${MAX_BYTES} bytes.`),
      }),
      async (c) => {
        const bearer = bearerOf(c);
        const member = await find(bearer.organization, bearer.member);
        const changed = parse(Changed, parseJson(await c.req.text()), 'profile');
        refuseOthers(changed, profileOf(member));
        if (changed.name !== member.name) {
          await members.changeName(member.organization, member.member, changed.name, {
            by: member.member,
            at: clock(),
          });
        }
        return c.json(profileOf({ ...member, name: changed.name }), 200, { 'cache-control': 'no-store' });
      },
    );
};

import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Actor } from '../../shared/access/policy.ts';
import type { DigestSchedule } from '../../shared/digests/model.ts';
import type { Member, Membership } from '../../shared/members/model.ts';
import { SESSION_SECONDS } from '../../shared/members/session.ts';
import type { Viewer } from '../../web/viewer.ts';
import type { Dependencies } from './dependencies.ts';

/** Somebody who is signed in, with what every page of theirs needs. */
export interface Visit {
  readonly actor: Actor;
  readonly member: Member;
  readonly memberships: readonly Membership[];
  readonly schedule: DigestSchedule | undefined;
  readonly viewer: Viewer;
}

/** The zone of a member who never chose one. */
const DEFAULT_ZONE = 'UTC';

const isHttps = (publicUrl: string): boolean => publicUrl.startsWith('https:');

/**
 * The name of a cookie of this site. Over https it carries `__Host-`, which no other host and no plain-http page can
 * set (RFC 6265bis §4.1.3.2).
 */
export const cookieName = (name: 'session' | 'sign-in', publicUrl: string): string =>
  `${isHttps(publicUrl) ? '__Host-' : ''}colloquy-${name}`;

/** Sets a cookie that scripts cannot read and other sites' forms do not send. */
export const rememberCookie = (
  c: Context,
  name: 'session' | 'sign-in',
  value: string,
  { publicUrl }: Pick<Dependencies, 'publicUrl'>,
  seconds: number = SESSION_SECONDS,
): void => {
  setCookie(c, cookieName(name, publicUrl), value, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    secure: isHttps(publicUrl),
    maxAge: seconds,
  });
};

/** Takes a cookie back. */
export const forgetCookie = (
  c: Context,
  name: 'session' | 'sign-in',
  { publicUrl }: Pick<Dependencies, 'publicUrl'>,
): void => {
  deleteCookie(c, cookieName(name, publicUrl), { path: '/', secure: isHttps(publicUrl) });
};

/** The token of this browser's session, where it has one. */
export const sessionToken = (c: Context, { publicUrl }: Pick<Dependencies, 'publicUrl'>) =>
  getCookie(c, cookieName('session', publicUrl));

/**
 * Who asks, or undefined where nobody is signed in or the member is gone. Four reads: the session, then the member,
 * their communities and their digest schedule (for the time zone) side by side.
 */
export const findVisit = async (c: Context, dependencies: Dependencies): Promise<Visit | undefined> => {
  const token = sessionToken(c, dependencies);
  if (token === undefined) return undefined;
  const { sessions, members, digests } = dependencies.stores;
  const session = await sessions.find(token, dependencies.clock());
  if (session === undefined) return undefined;
  const { organization, member: id } = session;
  const [member, memberships, schedule] = await Promise.all([
    members.getMember(organization, id),
    members.listMemberships(organization, id),
    digests.getSchedule(organization, id),
  ]);
  if (member === undefined) return undefined;
  return {
    member,
    memberships,
    schedule,
    actor: {
      organization,
      member: id,
      role: member.role,
      communities: new Map(memberships.map(({ community, role }) => [community, role])),
    },
    viewer: {
      member: id,
      name: member.name,
      isStaff: member.role !== 'member',
      timeZone: schedule?.timeZone ?? DEFAULT_ZONE,
      path: c.req.path,
    },
  };
};

import type { MiddlewareHandler } from 'hono';
import { may, type Resource } from '../../shared/access/policy.ts';
import { Identifier } from '../../shared/events/envelope.ts';
import { Defect, Forbidden, NotFound } from '../../shared/platform/errors.ts';
import type { Dependencies, Env } from './dependencies.ts';
import type { Route } from './route-table.ts';
import { findVisit, type Visit } from './visit.ts';

/** Thrown where a route needs somebody and nobody is signed in; answered with the way to sign in. */
export class SignInNeeded extends Forbidden {
  constructor() {
    super(
      'you are not signed in, or were signed in for longer than a day of work; sign in and do it once more',
    );
  }
}

/** The parameters of a path that stand in keys; whatever is no identifier names nothing that could be there. */
const IN_KEYS = [
  'community',
  'topic',
  'cycle',
  'goal',
  'member',
  'achievement',
  'batch',
  'notice',
  'report',
  'program',
] as const;

/** Asks the policy before a route is answered, and leaves the visit for it. */
export const guard =
  ({ action }: Route, dependencies: Dependencies): MiddlewareHandler<Env> =>
  async (c, next) => {
    for (const name of IN_KEYS) {
      const value = c.req.param(name);
      if (value !== undefined && !Identifier.safeParse(value).success) {
        throw new NotFound(`there is no ${name} of this name here`);
      }
    }
    if (!may(undefined, action, undefined)) {
      const visit = await findVisit(c, dependencies);
      if (visit === undefined) throw new SignInNeeded();
      // Left before the policy is asked: a refusal is said to somebody who is signed in, too.
      c.set('visit', visit);
      const community = c.req.param('community');
      const resource: Resource = {
        organization: visit.actor.organization,
        member: c.req.param('member') ?? visit.actor.member,
        ...(community !== undefined && { community }),
      };
      if (!may(visit.actor, action, resource))
        throw new Forbidden(refusals[action] ?? 'this is not open to you');
    }
    await next();
  };

/** What a refusal says, where there is more to say than that it is one. */
const refusals: Readonly<Partial<Record<Route['action'], string>>> = {
  'community.read': 'you do not belong to this community; its facilitator can add you',
  'discussion.read': 'you do not belong to this community; its facilitator can add you',
  'discussion.write': 'only those who belong to this community can write in it; its facilitator can add you',
  'cycle.read': 'you do not belong to this community; its facilitator can add you',
  'cycle.start': "only the community's facilitator starts a cycle",
  'digest.curate': "only the community's facilitator looks after its digest",
  'cycle.complete-step': "only the community's facilitator completes a step",
  'achievement.manage': 'achievements are made by the staff of your organization',
  'award.write': 'badges are awarded by hand by the staff of your organization',
  'badge.read': 'this page of a badge is for whoever holds it; ask them for a link',
  'badge.share': 'only whoever holds a badge decides who sees it',
  'mail.manage': "your organization's mail is looked after by its staff",
  'digest.manage': 'digests are looked after by the staff of your organization',
  'notice.write': 'urgent notices are written by the staff of your organization',
  'member.manage': 'members are looked after by the staff of your organization',
  'credential.manage': 'badges are looked after by the staff of your organization',
  'report.read': 'reports are for the staff of your organization',
};

/** The visit a guarded route was let through with. */
export const visitOf = (c: { get: (name: 'visit') => Visit | undefined }): Visit => {
  const visit = c.get('visit');
  if (visit === undefined) throw new Defect('a route that needs a visit was registered as open');
  return visit;
};

import type { Context } from 'hono';
import * as z from 'zod';
import { changeOf, standingOf } from '../../../shared/badges/life.ts';
import type { IssuedCredential } from '../../../shared/badges/model.ts';
import { shareableOf } from '../../../shared/badges/share.ts';
import { needsChanges, tellStanding } from '../../../shared/badges/standing-words.ts';
import { InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { BadgePage } from '../../../web/pages/badge.tsx';
import type { Dependencies, On } from '../dependencies.ts';
import { checkForm, readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

const ShareForm = z.object({ visibility: z.enum(['public', 'private', 'new-link']) });

/** What a member's choice is called in the audit trail. */
const choices = {
  public: { kind: 'shared', reason: 'The member shared it.' },
  private: { kind: 'hidden', reason: 'The member stopped sharing it.' },
  'new-link': { kind: 'relinked', reason: 'The member ended its private link and took another one.' },
} as const;

/**
 * A badge's page for whoever holds it and for staff, and the choice whether everybody may see it. Reads, beside the
 * visit's four: the credential, the member, and the changes of its life where it was suspended or revoked: 7.
 */
export const badgeRoutes = (on: On, { stores, clock, tokens, publicUrl }: Dependencies): void => {
  const find = async (c: Context, organization: string): Promise<IssuedCredential> => {
    const id = z.uuid().safeParse(c.req.param('credential'));
    const issued = id.success ? await stores.credentials.get(id.data) : undefined;
    if (issued?.organization !== organization || issued.member !== c.req.param('member')) {
      throw new NotFound('this member has no badge of this address');
    }
    return issued;
  };

  on(routes.badge, async (c) => {
    const { actor, viewer } = visitOf(c);
    const issued = await find(c, actor.organization);
    const now = clock();
    const [member, changes] = await Promise.all([
      stores.members.getMember(actor.organization, issued.member),
      needsChanges(standingOf(issued, now)) ? stores.credentials.changesOf(issued.credential) : [],
    ]);
    return render(
      c,
      <BadgePage
        viewer={viewer}
        issued={issued}
        name={member?.name ?? issued.recipientName}
        isOwn={issued.member === actor.member}
        standing={tellStanding(issued, changes, now)}
        shareable={shareableOf(publicUrl, issued)}
      />,
    );
  });

  on(routes.shareBadge, async (c) => {
    const { actor } = visitOf(c);
    const issued = await find(c, actor.organization);
    const form = checkForm(ShareForm, await readForm(c));
    if (form.outcome === 'refused') {
      throw new InvalidInput('visibility: choose who may see the badge', { field: 'visibility' });
    }
    const choice = choices[form.value.visibility];
    const request = { ...choice, by: actor.member, at: clock(), accessKey: tokens() };
    const decision = changeOf(issued, request);
    // Refused is what is so already: a form that was sent twice.
    if (decision.outcome === 'changed') {
      await stores.credentials.change(issued, decision.change, undefined, decision.accessKey);
    }
    return c.redirect(`/members/${issued.member}/badges/${issued.credential}#sharing`, 303);
  });
};

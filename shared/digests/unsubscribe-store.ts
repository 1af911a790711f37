import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { NotFound } from '../platform/errors.ts';
import type { Table } from '../platform/table.ts';
import { unsubscribeKey } from './keys.ts';
import { isOn, type MailList, withList, withoutList } from './lists.ts';
import { DigestDue, type DigestSchedule, type Frequency, type MailPreferences } from './model.ts';
import { changePreferences } from './window.ts';

const Unsubscribe = DigestDue.omit({ dueAt: true }).strip();

/** Whose mail an unsubscribe link ends. */
export type Unsubscribing = z.output<typeof Unsubscribe>;

/** What became of a use of an unsubscribe link; told to whoever used it. */
export type UnsubscribeOutcome = 'unsubscribed' | 'already-unsubscribed' | 'unknown-link';

/** The links' part of the digests store: `change` decides a schedule anew until nobody else was first. */
export const createUnsubscribes = (
  table: Table,
  getSchedule: (organization: string, member: string) => Promise<DigestSchedule | undefined>,
  change: (
    organization: string,
    member: string,
    decide: (present: DigestSchedule | undefined) => DigestSchedule,
  ) => Promise<DigestSchedule>,
) => {
  const findUnsubscribe = async (token: string): Promise<Unsubscribing | undefined> => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: unsubscribeKey(token) }),
    );
    return Item && Unsubscribe.parse(Item);
  };

  const amend = (
    { organization, member }: Unsubscribing,
    decide: (present: DigestSchedule) => DigestSchedule,
  ): Promise<DigestSchedule> =>
    change(organization, member, (present) => {
      if (!present) throw new NotFound('This digest was removed while it was being changed.');
      return decide(present);
    });

  return {
    /** Whose link this is, or undefined; reading it changes nothing, so that a scanner's GET harms nobody. */
    findUnsubscribe,
    /** Ends a list for whoever the link belongs to; a second use changes nothing. For POST alone (RFC 8058). */
    unsubscribe: async (
      token: string,
      now: Date,
      list: MailList = 'digests',
    ): Promise<UnsubscribeOutcome> => {
      const found = await findUnsubscribe(token);
      if (!found) return 'unknown-link';
      const schedule = await getSchedule(found.organization, found.member);
      if (!schedule || !isOn(schedule, list)) return 'already-unsubscribed';
      await amend(found, (present) => changePreferences(present, withoutList(present, list), now));
      return 'unsubscribed';
    },
    /**
     * Takes the end of lists back, all at once; undefined where the link is nobody's. Digests then tell all that was not told when
     * they were ended, for thirty days; later, from `now` on. Whoever has the list by then keeps it as it is.
     */
    resubscribe: async (
      token: string,
      now: Date,
      lists: readonly MailList[],
      frequency: Exclude<Frequency, 'none'>,
    ): Promise<DigestSchedule | undefined> => {
      const found = await findUnsubscribe(token);
      if (!found) return undefined;
      return amend(found, (present) => {
        const ended = lists.filter((list) => !isOn(present, list));
        if (ended.length === 0) return present;
        const again = ended.reduce<MailPreferences>(
          (chosen, list) => withList(chosen, list, frequency),
          present,
        );
        return changePreferences(present, again, now, 'undo');
      });
    },
  };
};

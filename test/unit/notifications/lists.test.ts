import { describe, expect, it } from 'vitest';
import { isOn, listOf, MailList, withList, withoutList } from '../../../shared/digests/lists.ts';
import { listHeaders, readUnsubscribeSubject } from '../../../shared/mail/list-headers.ts';
import { NotificationKind } from '../../../shared/notifications/model.ts';

const token = 'abcdefghijklmnopqrstuv';
const chosen = { frequency: 'weekly', timeZone: 'UTC', hour: 7, weekday: 1 } as const;

describe('the list of a mail', () => {
  it.each([
    [['reply'], 'reply'],
    [['reply', 'reply'], 'reply'],
    [['mention', 'reply', 'reply'], 'notifications'],
  ] as const)('of %j is %s', ([first, ...others], list) => {
    expect(listOf(first, ...others)).toBe(list);
  });

  it.each(MailList.options)(
    '%s has a name of its own, and is read back from the mail that ends it',
    (list) => {
      const headers = listHeaders({
        ...{ list, organization: 'maths', organizationName: 'Maths', unsubscribeToken: token },
        ...{ publicUrl: 'https://colloquy.example', replyDomain: 'reply.colloquy.example' },
      });
      const valueOf = (name: string) => headers.find((one) => one.name === name)?.value ?? '';
      expect(valueOf('List-Id')).toBe(`"Maths" <maths.${list}.colloquy.example>`);
      const [, mailto = ''] = /<(mailto:[^>]+)>/.exec(valueOf('List-Unsubscribe')) ?? [];
      expect(readUnsubscribeSubject(new URL(mailto).searchParams.get('subject') ?? '')).toEqual({
        token,
        list,
      });
    },
  );
});

describe('all that is told at once', () => {
  it('is on while any kind is, and ends with all of them, the digests left as they are', () => {
    expect(isOn({ ...chosen, off: ['reply'] }, 'notifications')).toBe(true);
    const ended = withoutList({ ...chosen, off: ['reply'] }, 'notifications');
    expect(ended.off?.toSorted()).toEqual(NotificationKind.options.toSorted());
    expect(ended.frequency).toBe('weekly');
    expect(isOn(ended, 'notifications')).toBe(false);
    expect(isOn(withList(ended, 'reply', 'weekly'), 'notifications')).toBe(true);
  });
});

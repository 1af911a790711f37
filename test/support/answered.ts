import type { Answered } from '../../shared/replies/decide-reply.ts';

/** An answer that Ana may give, in time, to a topic that is there. */
export const answered: Answered = {
  address: {
    ...{ organization: 'midland', member: 'ana', community: 'algebra', topic: 't1', post: 'p1' },
    expiresAt: 2_000_000_000,
  },
  member: { email: 'ana@example.org' },
  ...{ belongs: true, isLate: false, topic: { title: 'On fractions' } },
};

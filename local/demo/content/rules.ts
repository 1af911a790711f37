import { Rule } from '../../../shared/awards/model.ts';

/** What the association recognises. */
export const rules: readonly Rule[] = [
  Rule.parse({
    rule: 'inquiry-cycle',
    name: 'A cycle of inquiry completed',
    reason: 'Took part in a whole cycle of inquiry, from the first look at the data to the reflection.',
    grants: {
      badge: {
        achievement: 'inquiry-practitioner',
        name: 'Inquiry Practitioner',
        description:
          'Studied a problem of one’s own practice together with colleagues, changed something, and looked at what became of it.',
        criteria:
          'Took part in a community’s cycle of inquiry until its last step: data reviewed, a problem chosen and studied, strategies selected, a plan with a metric made, carried out and recorded, the outcomes analysed, and what was learned written down.',
      },
      credit: { amount: 6, unit: 'hours' },
    },
    criterion: { count: 'cycle.completed', atLeast: 1 },
    every: 'yearly',
  }),
  Rule.parse({
    rule: 'engineers-orientation',
    name: 'Orientation of the engineers',
    reason: 'Completed the orientation of the engineers’ community.',
    grants: {
      badge: {
        achievement: 'oriented-engineer',
        name: 'Oriented Engineer',
        description: 'Knows how the engineers of the association learn from each other’s practice.',
        criteria: 'Completed the orientation of the engineers’ community.',
      },
      credit: { amount: 1, unit: 'CPE credits', program: 'cpe' },
    },
    criterion: { count: 'orientation.completed', atLeast: 1, in: { community: 'engineering' } },
  }),
  Rule.parse({
    rule: 'ten-answers',
    name: 'Ten answers to colleagues',
    reason: 'Gave ten replies, or ten comments, on what colleagues brought.',
    grants: {
      badge: {
        achievement: 'thinking-partner',
        name: 'Thinking Partner',
        description: 'Helps colleagues to think further by answering what they bring.',
        criteria:
          'Wrote at least ten replies, or at least ten comments, in the communities of the association.',
      },
    },
    criterion: {
      any: [
        { count: 'post.created/reply', atLeast: 10 },
        { count: 'post.created/comment', atLeast: 10 },
      ],
    },
  }),
  Rule.parse({
    rule: 'reflective-colleague',
    name: 'Reflective colleague',
    reason: 'Holds the badges Thinking Partner and Inquiry Practitioner, and came to three meetings.',
    grants: {
      badge: {
        achievement: 'reflective-colleague',
        name: 'Reflective Colleague',
        description:
          'Studies one’s own practice, helps colleagues to think about theirs, and is there when they meet.',
        criteria:
          'Earned the badges Thinking Partner and Inquiry Practitioner, and attended three meetings of the association’s communities.',
        level: 'Pathway',
      },
    },
    criterion: {
      all: [
        { badge: 'thinking-partner' },
        { badge: 'inquiry-practitioner' },
        { count: 'meeting.attended', atLeast: 3 },
      ],
    },
  }),
  Rule.parse({
    rule: 'three-meetings',
    name: 'Three meetings attended',
    reason: 'Attended three meetings of a community.',
    grants: { credit: { amount: 3, unit: 'hours' } },
    criterion: { count: 'meeting.attended', atLeast: 3, in: 'any-one-community' },
  }),
  Rule.parse({
    rule: 'goal-met',
    name: 'A goal of one’s own met',
    reason: 'Set a goal for their own practice with a measure, and met it.',
    grants: {
      badge: {
        achievement: 'goal-met',
        name: 'Goal Met',
        description: 'Set a goal for one’s own practice, said beforehand how it would be known, and met it.',
        criteria: 'Set a goal with a measure of success in a community, and marked it met.',
      },
    },
    criterion: { count: 'goal.met', atLeast: 1 },
  }),
];

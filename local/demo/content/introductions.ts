import type { DemoIntroduction } from '../model.ts';

/** What facilitators say before the rest of their community's digests. */
export const introductions: readonly DemoIntroduction[] = [
  {
    community: 'mathematics',
    by: 'm01',
    text: 'We are in the fifth step of our cycle, the one in which it gets real. Read what happened to 3/8 on the number line, and if you can, give Tomasz an answer: how would you count an explanation without words?',
    days: 14,
  },
];

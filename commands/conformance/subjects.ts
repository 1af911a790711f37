import type { Achievement } from '../../shared/badges/model.ts';

/** An achievement with nothing but what it must have. */
export const plain = (achievement: string): Achievement => ({
  achievement,
  name: `Conversation starter (${achievement})`,
  description: 'Opened conversations that others learned from.',
  criteria: 'Begin five discussions that get an answer.',
});

/** An achievement with everything an organization can write of it; its credentials expire after a year. */
export const rich = {
  achievement: 'rich',
  name: 'Mentor of practice – 実践の師',
  description: 'Has accompanied colleagues through a cycle of inquiry.',
  criteria: 'Accompany two colleagues.\nWrite down what you all learned.',
  level: 'Level 2',
  tags: ['mentoring', 'inquiry'],
  alignment: [
    {
      targetName: 'Supports the growth of colleagues',
      targetUrl: 'https://frameworks.example.org/items/7',
      targetDescription: 'Observes, asks, and gives feedback.',
      targetFramework: 'Standards of practice',
      targetCode: 'SP.7',
      targetType: 'CFItem' as const,
    },
  ],
  results: [
    { result: 'score', name: 'Score', resultType: 'RawScore' as const, valueMin: '0', valueMax: '20' },
    { result: 'grade', name: 'Grade', resultType: 'LetterGrade' as const, allowedValue: ['C', 'B', 'A'] },
  ],
  creditsAvailable: 4,
  validFor: { months: 12 },
} satisfies Achievement;

/** The credit that is granted with an award of {@link rich}. */
export const CREDITS_EARNED = 2.5;

/** What is said of an award of {@link rich}. */
export const saidOfRich = {
  narrative: 'Two colleagues, over a year.',
  artifacts: [{ url: 'https://portfolio.example.org/inquiry' }],
  results: [
    { result: 'score', value: '17' },
    { result: 'grade', value: 'A' },
  ],
};

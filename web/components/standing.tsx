import type { StandingNow } from '../../shared/badges/life.ts';

const tags: Readonly<Record<StandingNow, { readonly text: string; readonly style: string }>> = {
  valid: { text: 'Valid', style: 'tag tag-good' },
  expired: { text: 'Expired', style: 'tag tag-gold' },
  suspended: { text: 'Suspended', style: 'tag tag-gold' },
  revoked: { text: 'Revoked', style: 'tag tag-bad' },
};

/** Where a credential stands, in a word. */
export const StandingTag = ({ standing }: { readonly standing: StandingNow }) => (
  <span class={tags[standing].style}>{tags[standing].text}</span>
);

/** A page of the staff console: where it is, what it is called, and what it is for. */
export interface StaffPage {
  readonly href: string;
  readonly text: string;
  readonly purpose: string;
}

/** The staff console, in the order its front page lists it. */
export const staffPages: readonly StaffPage[] = [
  { href: '/staff/engagement', text: 'Engagement', purpose: 'Who took part in what, by day and community.' },
  {
    href: '/staff/achievements',
    text: 'Achievements',
    purpose: 'What your organization recognises: make an achievement, change it, give it a picture.',
  },
  {
    href: '/staff/award',
    text: 'Award by hand',
    purpose: 'Give a badge to one member, or to everybody in a table, and follow what becomes of it.',
  },
  {
    href: '/staff/members',
    text: 'Members',
    purpose: 'Change somebody’s address; suspend, revoke, renew or issue again a badge of theirs.',
  },
  {
    href: '/staff/mail',
    text: 'Mail',
    purpose: 'What became of your mail, who gets none and why, and which digests were not sent.',
  },
  {
    href: '/staff/brand',
    text: 'Look of mail',
    purpose: 'Name, logo, colour, postal address and language of the mail your organization sends.',
  },
  {
    href: '/staff/digests',
    text: 'Digests',
    purpose: 'See anybody’s next digest as it would be now, get one as a test, send one again.',
  },
  {
    href: '/staff/digests/review',
    text: 'Mail in doubt',
    purpose: 'Mail that was perhaps sent and perhaps not: say whether it arrived.',
  },
  {
    href: '/staff/notices',
    text: 'Urgent notices',
    purpose: 'Write to everybody, or to some communities, at once, and see how many were reached.',
  },
  { href: '/staff/awards', text: 'Awards', purpose: 'Badges and credits granted in a period, and why.' },
  {
    href: '/staff/credits',
    text: 'Credits',
    purpose: 'Credit that members report, the programs that measure it, and corrections.',
  },
];

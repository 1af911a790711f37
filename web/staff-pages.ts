/** A page of the staff console: where it is, what it is called, and what it is for. */
export interface StaffPage {
  readonly href: string;
  readonly text: string;
  readonly purpose: string;
}

/** The staff console, in the order its front page lists it. */
export const staffPages: readonly StaffPage[] = [
  { href: '/staff/engagement', text: 'Engagement', purpose: 'Who took part in what, by day and community.' },
  { href: '/staff/awards', text: 'Awards', purpose: 'Badges and credits granted in a period, and why.' },
];

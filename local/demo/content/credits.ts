import type { DemoCreditReport, DemoProgram } from '../model.ts';

/** Credit programs: one that counts as accountants do, and one of continuing education units. */
export const programs: readonly DemoProgram[] = [
  {
    program: 'cpe',
    name: 'Practice learning for engineers (CPE)',
    standard: 'nasba',
    increment: 'fifth',
    sponsorName: 'Larkfield Association for Practice Learning',
    nasbaSponsorId: '000000',
    stateRegistration: 'Example registration 0000',
    fieldOfStudy: 'Personal Development',
    deliveryMethod: 'group-internet-based',
    location: 'Online',
    contact: 'credits@example.org',
    attestation:
      'Credit was granted by the standards for continuing professional education, on a 50-minute hour. This is a program of a demonstration.',
    creditsMeetings: true,
    community: 'engineering',
    retired: false,
  },
  {
    program: 'ceu',
    name: 'Continuing education units',
    standard: 'iacet',
    increment: 'whole',
    sponsorName: 'Larkfield Association for Practice Learning',
    deliveryMethod: 'group-live',
    location: 'Larkfield',
    contact: 'credits@example.org',
    ceBrokerProvider: '50-00000',
    ceBrokerCourse: '20-000000',
    creditsMeetings: true,
    retired: false,
  },
];

/** Credit that a member reported, and that waits for staff. */
export const creditReports: readonly DemoCreditReport[] = [
  {
    report: 'spring-symposium',
    member: 'm06',
    program: 'ceu',
    title: 'Regional symposium on patient safety',
    daysAgo: 9,
    minutes: 390,
    note: 'Two half days. The programme and my certificate of attendance are with the office.',
    at: [3, '17:10'],
  },
];

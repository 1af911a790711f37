import type { DemoContent } from '../model.ts';
import { activities } from './activities.ts';
import { creditReports, programs } from './credits.ts';
import { engineering } from './engineering.ts';
import { cycles, goals } from './inquiry.ts';
import { introductions } from './introductions.ts';
import { mathematics } from './mathematics.ts';
import { meetings } from './meetings.ts';
import { nursing } from './nursing.ts';
import { communities, members, organization } from './people.ts';
import { rules } from './rules.ts';

/** The demo that an empty system is filled with. */
export const demoContent: DemoContent = {
  organization,
  communities,
  members,
  rules,
  programs,
  creditReports,
  cycles,
  goals,
  meetings,
  topics: [...mathematics, ...nursing, ...engineering],
  introductions,
  activities,
};

import type { Rule } from '../../shared/awards/model.ts';
import type { Organization } from '../../shared/communities/model.ts';
import type { ProgramDraft } from '../../shared/credits/change-program.ts';
import type { MailPreferences } from '../../shared/digests/model.ts';
import type { EventName, EventOf } from '../../shared/events/catalogue.ts';
import type { CommunityRole, OrganizationRole } from '../../shared/members/model.ts';

/** A moment before the demo was filled in: whole days back, and the time of that day in UTC (`08:40`). */
export type Moment = readonly [daysAgo: number, time: string];

/** A community of the demo. */
export interface DemoCommunity {
  readonly community: string;
  readonly name: string;
  readonly purpose: string;
}

/** A person of the demo, what they belong to, and what they chose of their mail. */
export interface DemoMember {
  readonly member: string;
  readonly name: string;
  readonly email: string;
  readonly role: OrganizationRole;
  readonly joined: Moment;
  readonly memberships: readonly { readonly community: string; readonly role: CommunityRole }[];
  readonly digest: MailPreferences;
}

/** A reply to a topic, or a comment on what was said in it. */
export interface DemoAnswer {
  readonly kind: 'reply' | 'comment';
  readonly by: string;
  readonly at: Moment;
  readonly body: string;
}

/** A discussion: its first post and what was answered, in the order of time. */
export interface DemoTopic {
  readonly topic: string;
  readonly community: string;
  readonly by: string;
  readonly at: Moment;
  readonly title: string;
  readonly body: string;
  readonly answers: readonly DemoAnswer[];
  /** Put before others in the digest that tells it. */
  readonly pinned?: true;
}

/** What a facilitator says at the head of digests for a few days from the day the demo is filled in. */
export interface DemoIntroduction {
  readonly community: string;
  readonly by: string;
  readonly text: string;
  readonly days: number;
}

/** A cycle of inquiry and the steps that were completed, one after another. */
export interface DemoCycle {
  readonly cycle: string;
  readonly community: string;
  readonly title: string;
  readonly by: string;
  readonly members: readonly string[];
  readonly started: Moment;
  /** In how many days from the day the demo is filled in its next step is due. */
  readonly dueIn?: number;
  readonly completed: readonly { readonly at: Moment; readonly note: string }[];
}

/** A goal, the owner's estimates since, and when it was met, if it was. */
export interface DemoGoal {
  readonly goal: string;
  readonly community: string;
  readonly member: string;
  readonly title: string;
  readonly measure: string;
  readonly set: Moment;
  /** In how many days from the day the demo is filled in it is to be met. */
  readonly dueIn?: number;
  readonly progress: readonly { readonly at: Moment; readonly percent: number }[];
  readonly met?: Moment;
}

/** A meeting: who held it, who came. Whoever held it attended, too. */
export interface DemoMeeting {
  readonly meeting: string;
  readonly community: string;
  readonly heldBy: string;
  readonly kind: 'in-person' | 'virtual' | 'hybrid';
  readonly title: string;
  readonly minutes: number;
  readonly at: Moment;
  readonly attendedBy: readonly string[];
}

/** Something else a member did, as it is told on the bus. */
export type DemoActivity = {
  [Name in EventName]: {
    readonly name: Name;
    readonly at: Moment;
    readonly data: EventOf<Name>['data'];
  };
}[EventName];

/** A credit program of the demo association. */
export type DemoProgram = Omit<ProgramDraft, 'organization'>;

/** Credit that a member reported: of one day, that many days before the demo was filled in. */
export interface DemoCreditReport {
  readonly report: string;
  readonly member: string;
  readonly program: string;
  readonly title: string;
  readonly daysAgo: number;
  readonly minutes: number;
  readonly note: string;
  readonly at: Moment;
}

/** The whole of the demo. */
export interface DemoContent {
  readonly organization: Organization;
  readonly communities: readonly DemoCommunity[];
  readonly members: readonly DemoMember[];
  readonly rules: readonly Rule[];
  readonly programs: readonly DemoProgram[];
  readonly creditReports: readonly DemoCreditReport[];
  readonly cycles: readonly DemoCycle[];
  readonly goals: readonly DemoGoal[];
  readonly meetings: readonly DemoMeeting[];
  readonly topics: readonly DemoTopic[];
  readonly introductions: readonly DemoIntroduction[];
  readonly activities: readonly DemoActivity[];
}

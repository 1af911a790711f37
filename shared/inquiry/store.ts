import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { Conflict } from '../platform/errors.ts';
import { isConditionFailure, queryAll, type Table } from '../platform/table.ts';
import { Cycle, Goal } from './model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                   | pk                  | sk            |
 * |------------------------|---------------------|---------------|
 * | a cycle                | ORG#o#COMMUNITY#c   | CYCLE#cycle   |
 * | a community's cycles   | ORG#o#COMMUNITY#c   | begins CYCLE# |
 * | a goal                 | ORG#o#MEMBER#m      | GOAL#goal     |
 * | a member's goals       | ORG#o#MEMBER#m      | begins GOAL#  |
 */
const cyclesPk = (organization: string, community: string): string =>
  `ORG#${organization}#COMMUNITY#${community}`;
const goalsPk = (organization: string, member: string): string => `ORG#${organization}#MEMBER#${member}`;
const keyOf = (thing: Cycle | Goal) =>
  'cycle' in thing
    ? { pk: cyclesPk(thing.organization, thing.community), sk: `CYCLE#${thing.cycle}` }
    : { pk: goalsPk(thing.organization, thing.member), sk: `GOAL#${thing.goal}` };

const StoredCycle = Cycle.strip();
const StoredGoal = Goal.strip();

type CycleEvent = EventOf<'cycle.started' | 'cycle.step-completed' | 'cycle.rescheduled' | 'cycle.completed'>;
type GoalEvent = EventOf<'goal.set' | 'goal.progressed' | 'goal.met'>;

/** Cycles of inquiry and goals. The event given with a change is published from that very write. */
export const createInquiryStore = (table: Table) => {
  const get = async (pk: string, sk: string): Promise<Record<string, unknown> | undefined> => {
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: { pk, sk } }));
    return Item;
  };
  const list = (pk: string, prefix: string) =>
    queryAll(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
    });
  const create = async (thing: Cycle | Goal, event: CycleEvent | GoalEvent): Promise<void> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...thing, ...keyOf(thing), event },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict(`${keyOf(thing).sk.replace('#', ' ').toLowerCase()} exists already`, { cause });
    }
  };
  const save = async (thing: Cycle | Goal, event?: CycleEvent | GoalEvent): Promise<void> => {
    try {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...thing, ...keyOf(thing), event },
          ConditionExpression: 'revision = :seen',
          ExpressionAttributeValues: { ':seen': thing.revision - 1 },
        }),
      );
    } catch (cause) {
      if (!isConditionFailure(cause)) throw cause;
      throw new Conflict(
        `this ${'cycle' in thing ? 'cycle' : 'goal'} was changed by somebody else in the meantime; look at it again and repeat what you did`,
        { cause },
      );
    }
  };

  return {
    /**
     * Stores a new cycle.
     * @throws {Conflict} where there is one of that identifier.
     */
    putCycle: (cycle: Cycle, event: CycleEvent): Promise<void> => create(cycle, event),
    /** The cycle, or undefined where the community has none of that identifier. */
    getCycle: async (organization: string, community: string, cycle: string): Promise<Cycle | undefined> => {
      const item = await get(cyclesPk(organization, community), `CYCLE#${cycle}`);
      return item && StoredCycle.parse(item);
    },
    /** A community's cycles, the latest started first. */
    listCycles: async (organization: string, community: string): Promise<Cycle[]> => {
      const cycles: Cycle[] = [];
      for await (const item of list(cyclesPk(organization, community), 'CYCLE#')) {
        cycles.push(StoredCycle.parse(item));
      }
      return cycles.sort((a, b) => b.startedAt.localeCompare(a.startedAt));
    },
    /**
     * Replaces a cycle by its next revision.
     * @throws {Conflict} where what is stored is not the revision before it.
     */
    saveCycle: (cycle: Cycle, event?: CycleEvent): Promise<void> => save(cycle, event),
    /**
     * Stores a new goal.
     * @throws {Conflict} where there is one of that identifier.
     */
    putGoal: (goal: Goal, event: GoalEvent): Promise<void> => create(goal, event),
    /** The goal, or undefined where the member has none of that identifier. */
    getGoal: async (organization: string, member: string, goal: string): Promise<Goal | undefined> => {
      const item = await get(goalsPk(organization, member), `GOAL#${goal}`);
      return item && StoredGoal.parse(item);
    },
    /** A member's goals, the latest set first. */
    listGoals: async (organization: string, member: string): Promise<Goal[]> => {
      const goals: Goal[] = [];
      for await (const item of list(goalsPk(organization, member), 'GOAL#'))
        goals.push(StoredGoal.parse(item));
      return goals.sort((a, b) => b.setAt.localeCompare(a.setAt));
    },
    /**
     * Replaces a goal by its next revision.
     * @throws {Conflict} where what is stored is not the revision before it.
     */
    saveGoal: (goal: Goal, event?: GoalEvent): Promise<void> => save(goal, event),
  };
};

/** @see createInquiryStore */
export type InquiryStore = ReturnType<typeof createInquiryStore>;

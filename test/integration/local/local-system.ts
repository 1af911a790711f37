import { onTestFinished } from 'vitest';
import { type LocalOptions, type LocalSystem, startLocal } from '../../../local/index.ts';
import { clientsOf } from './clients.ts';
import { type Fixture, type FixtureOptions, writeFixture } from './fixtures/template.ts';

/** Starts the fixture's system for one test, on free ports and in a folder that is gone afterwards. */
export const startFixture = async (options: FixtureOptions = {}, start: Partial<LocalOptions> = {}) => {
  const fixture = writeFixture(options);
  onTestFinished(() => {
    fixture.remove();
  });
  return { fixture, ...(await startOn(fixture, start)) };
};

/** Starts a system on a fixture's folder, which may hold what an earlier one left. */
export const startOn = async (fixture: Fixture, start: Partial<LocalOptions> = {}) => {
  const system: LocalSystem = await startLocal({
    template: fixture.template,
    data: fixture.data,
    port: 0,
    ...start,
  });
  onTestFinished(system.stop);
  return { system, ...clientsOf(system) };
};

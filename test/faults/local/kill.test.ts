import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLocal } from '../../../local/index.ts';
import { clientsOf } from '../../integration/local/clients.ts';
import { type Fixture, writeFixture } from '../../integration/local/fixtures/template.ts';

/** Starts the system in a process of its own, which `kill` ends as nothing can be told beforehand. */
const startProcess = async (fixture: Fixture) => {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'system-process.ts'),
      fixture.template,
      fixture.data,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    ...clientsOf({ endpoints: JSON.parse(line) as Record<string, string> }),
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};

const fixtureOf = (): Fixture => {
  const fixture = writeFixture({ batchSize: 10 });
  onTestFinished(fixture.remove);
  return fixture;
};

const finish = async (fixture: Fixture): Promise<string[]> => {
  const system = await startLocal({ template: fixture.template, data: fixture.data, port: 0 });
  onTestFinished(system.stop);
  await system.idle();
  return fixture.collected();
};

describe('a local system that is killed in the middle of its work', () => {
  it('delivers every event that it acknowledged, after it was started again', async () => {
    const fixture = fixtureOf();
    const acknowledged = new Set<string>();
    let next = 0;
    for (const rounds of [15, 30]) {
      const running = await startProcess(fixture);
      let killed: Promise<void> | undefined;
      const produce = async (): Promise<void> => {
        while (!killed) {
          const details = Array.from({ length: 10 }, () => ({ n: (next += 1) }));
          const taken = await running.put(details).catch(() => 0);
          if (taken === 10) for (const detail of details) acknowledged.add(JSON.stringify(detail));
          if (acknowledged.size >= rounds * 10) killed ??= running.kill();
        }
      };
      await Promise.all([produce(), produce(), produce()]);
      await killed;
    }
    const delivered = new Set(await finish(fixture));
    expect(acknowledged.size).toBeGreaterThanOrEqual(300);
    expect([...acknowledged].filter((event) => !delivered.has(event))).toEqual([]);
  });

  it('hands every change that it acknowledged to the stream, after it was started again', async () => {
    const fixture = fixtureOf();
    const acknowledged: string[] = [];
    const running = await startProcess(fixture);
    let killed: Promise<void> | undefined;
    const write = async (writer: number): Promise<void> => {
      for (let i = 0; !killed; i += 1) {
        const text = `${writer}-${i}`;
        const Item = { pk: { S: String(writer) }, sk: { S: String(i) }, text: { S: text } };
        const written = await running.tables.send(new PutItemCommand({ TableName: 'Table', Item })).then(
          () => true,
          () => false,
        );
        if (written) acknowledged.push(text);
        if (acknowledged.length >= 200) killed ??= running.kill();
      }
    };
    await Promise.all([write(1), write(2), write(3), write(4)]);
    await killed;
    const delivered = new Set(await finish(fixture));
    expect(acknowledged.length).toBeGreaterThanOrEqual(200);
    expect(acknowledged.filter((text) => !delivered.has(text))).toEqual([]);
  });
});

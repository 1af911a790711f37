import { parseArgs } from 'node:util';
import type { LocalSystem } from '../local/index.ts';
import { sentenceFor } from './say-what-failed.ts';

// `npm start [-- --port N --data DIR --stage NAME]`: the whole system on this machine, with the demo where it is empty.
// Everything is imported when it is needed, so that a file that is missing is told in a sentence, too.

const usage = 'Use: npm start -- [--port N] [--data .local] [--stage local]';

const readArguments = async () => {
  const { InvalidInput } = await import('../shared/platform/errors.ts');
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string', default: '.local' },
      stage: { type: 'string', default: 'local' },
    },
  });
  const { port: given, data, stage } = values;
  if (given !== undefined && (!/^\d{1,5}$/.test(given) || Number(given) > 65_535)) {
    throw new InvalidInput(`The port "${given}" is not a number from 0 to 65535. ${usage}`, {
      field: 'port',
    });
  }
  return { port: given === undefined ? undefined : Number(given), data, stage };
};

/** Fills the system with the demo where it holds nothing yet. */
const fillWithDemo = async (system: LocalSystem): Promise<void> => {
  const [{ seedDemo }, { createTableClient }, { EventBridgeClient }] = await Promise.all([
    import('../local/demo/seed.ts'),
    import('../shared/platform/table.ts'),
    import('@aws-sdk/client-eventbridge'),
  ]);
  // The clients of this process, like those of the functions, are told where to go by the environment alone.
  Object.assign(process.env, system.environment);
  const output = (name: string): string => system.outputs[name] ?? '';
  const client = createTableClient();
  const outcome = await seedDemo({
    community: { client, name: output('CommunityTable') },
    credentials: { client, name: output('CredentialsTable') },
    bus: { client: new EventBridgeClient({}), name: output('EventBus') },
    publicUrl: system.url,
    now: new Date(),
  });
  if (outcome === 'filled') {
    console.log('Filled it with a demo association. What its members earn appears within a minute.');
  }
};

const stopOnSignal = (system: LocalSystem): void => {
  let stopping = false;
  const stop = (): void => {
    // Whoever asks twice does not want to wait; what was acknowledged is kept all the same.
    if (stopping) process.exit(130);
    stopping = true;
    console.log('\nStopping …');
    system.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(sentenceFor(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

try {
  const { port, data, stage } = await readArguments();
  const { synthesise } = await import('./synth.ts');
  const template = await synthesise(stage, {
    onWork: () => {
      console.log('Making the template, because its sources have changed …');
    },
  });
  const { startLocal } = await import('../local/index.ts');
  const system = await startLocal({ template, data, port });
  stopOnSignal(system);
  await fillWithDemo(system);
  console.log(`
Colloquy is ready:  ${system.url}
  Open it and sign in as one of the demo people: no password is asked.
  ${system.url}/_local shows queues, events and every mail, and sets the clock.
  Everything is kept in ${data}. Ctrl-C stops it.
`);
} catch (error) {
  console.error(sentenceFor(error));
  const isOfArguments =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (isOfArguments) console.error(usage);
  process.exit(1);
}

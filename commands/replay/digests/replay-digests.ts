import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InvalidInput } from '../../../shared/platform/errors.ts';
import { runCommand } from '../../run-command.ts';
import { openDump } from '../dump-events.ts';
import { openSystem } from '../open-system.ts';
import { runDigestReplay } from './run-digest-replay.ts';

const usage = `npm run replay:digests -- [DIR] [--from 2012-01-01] [--through 2012-04-01] [--outbox FOLDER] [--json]

Lets everybody of a Stack Exchange dump in DIR who wrote before --through live through its time with a daily digest at
seven, spread over twenty time zones, by the settable clock of a system of its own; and writes every mail to FOLDER
(.local/digest-replay where it is not given). Then look at them with a program that knows nothing of this system:

npm run replay:digests:check -- DIR FOLDER`;

const read = () => {
  const { values, positionals } = parseArgs({
    options: {
      from: { type: 'string', default: '2012-01-01' },
      through: { type: 'string', default: '2012-04-01' },
      outbox: { type: 'string', default: join('.local', 'digest-replay') },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  return { ...values, dump: positionals[0] ?? join('..', 'shared', 'data', 'history-meta') };
};

const dayOf = (text: string, option: string): Date => {
  const day = new Date(`${text}T00:00:00.000Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime())) return day;
  throw new InvalidInput(`--${option}: "${text}" is no day; write it as 2012-01-01`, { field: option });
};

await runCommand({
  usage,
  read,
  run: async (args) => {
    const from = dayOf(args.from, 'from');
    const through = dayOf(args.through, 'through');
    if (through <= from)
      throw new InvalidInput('--through: must be a day after --from', { field: 'through' });
    const dump = await openDump(args.dump);
    const { connection, stop } = await openSystem({});
    try {
      const report = await runDigestReplay({ connection, dump, from, through, outbox: args.outbox });
      if (args.json) console.log(JSON.stringify(report, null, 2));
      else {
        console.log(
          `${report.members} members in ${report.zones} zones lived through ${report.posts} posts and ${report.planned} hours at which digests fell due, in ${report.seconds} s`,
        );
        console.log(`${report.mails} mails in ${args.outbox}, ${report.deadLettered} messages set aside`);
      }
    } finally {
      await stop();
    }
  },
});
process.exit();

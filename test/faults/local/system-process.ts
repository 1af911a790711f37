import { startLocal } from '../../../local/index.ts';

// A local system in a process of its own, to be killed: `system-process.ts TEMPLATE DATA`. It prints its endpoints.
const [template = '', data = ''] = process.argv.slice(2);
const system = await startLocal({ template, data, port: 0 });
process.stdout.write(`${JSON.stringify(system.endpoints)}\n`);

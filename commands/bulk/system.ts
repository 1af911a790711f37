import { startLocal } from '../../local/index.ts';

// A whole local system in a process of its own, to be killed: `system.ts TEMPLATE DATA PORT`. It prints its address.
const [template = '', data = '', port = '0'] = process.argv.slice(2);
const system = await startLocal({ template, data, port: Number(port) });
process.stdout.write(`${system.url}\n`);

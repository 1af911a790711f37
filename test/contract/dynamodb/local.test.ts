import { afterAll } from 'vitest';
import { startLocalEngine } from './engine.ts';
import { describeDynamoDb } from './suite/all.ts';

const engine = await startLocalEngine();
afterAll(() => engine.stop());

describeDynamoDb(engine);

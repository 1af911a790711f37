import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createObserver } from '../../shared/platform/observe.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

/** The function as Lambda calls it. */
export const handler = createHandler({
  bus: { client: new EventBridgeClient({}), name: readSettings().EVENT_BUS },
  observer: createObserver('publish-events'),
});

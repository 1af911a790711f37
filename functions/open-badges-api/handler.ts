import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { toRequest, toResult } from '../../shared/platform/http-api.ts';
import { createApp } from './app.ts';
import type { Dependencies } from './dependencies.ts';

/** Answers one request of another program. */
export const createHandler = (dependencies: Dependencies) => {
  const app = createApp(dependencies);
  return middy(async (event: APIGatewayProxyEventV2) => {
    const response = await app.fetch(toRequest(event, dependencies.publicUrl));
    dependencies.observer.counter.flush();
    return toResult(response);
  });
};

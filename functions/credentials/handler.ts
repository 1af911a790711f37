import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { toRequest, toResult } from '../../shared/platform/http-api.ts';
import { createApp } from './app.tsx';
import type { Dependencies } from './dependencies.ts';

/** Answers one request for a credential, an issuer or an achievement. */
export const createHandler = (dependencies: Dependencies) => {
  const app = createApp(dependencies);
  return middy(async (event: APIGatewayProxyEventV2) => {
    const response = await app.fetch(toRequest(event, dependencies.publicUrl));
    return toResult(response);
  }).after(() => {
    dependencies.observer.counter.flush();
  });
};

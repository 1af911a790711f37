import { systemClock } from '../../shared/platform/clock.ts';
import { createSafeFetch } from '../../shared/platform/safe-fetch.ts';
import { verifyAnything } from '../../shared/verification/verify.ts';
import type { VerifyText } from './endorsements.ts';

const fetch = createSafeFetch();

/** Verifies a credential of somebody else; an organization cannot endorse itself, so nothing is read from here. */
export const verifyText: VerifyText = (text) =>
  verifyAnything({ text }, { now: systemClock(), fetch, resolveOwn: () => Promise.resolve(undefined) });

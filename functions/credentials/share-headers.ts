import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { styleHash } from './style.ts';

type Options = NonNullable<Parameters<typeof secureHeaders>[0]>;

const usual = (publicUrl: string): Options => ({
  referrerPolicy: 'strict-origin-when-cross-origin',
  // A badge is shown on other people's pages, and read by validators that run in a browser.
  crossOriginResourcePolicy: 'cross-origin',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
  strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=31536000; includeSubDomains' : false,
});

/** For what is shown in a frame on any page: nothing in it can be clicked for somebody but a link to its own page. */
export const framedHeaders = (publicUrl: string): MiddlewareHandler =>
  secureHeaders({
    ...usual(publicUrl),
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [styleHash],
      imgSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ['*'],
    },
    xFrameOptions: false,
  });

/** For a drawing that was uploaded: it was cleaned, and may not run or load anything even so. */
export const drawingHeaders = (publicUrl: string): MiddlewareHandler =>
  secureHeaders({
    ...usual(publicUrl),
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'unsafe-inline'"],
      imgSrc: ['data:'],
      frameAncestors: ["'none'"],
      sandbox: [],
    },
    xFrameOptions: 'DENY',
  });

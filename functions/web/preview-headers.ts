import { secureHeaders } from 'hono/secure-headers';

/**
 * The headers of an answer that is a mail as its reader sees it, shown in a frame of a page of this site: the mail's
 * own style and pictures, and nothing else; no script, no form, no way out of the frame (CSP Level 3, `sandbox`).
 */
export const previewHeaders = () =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'unsafe-inline'"],
      imgSrc: ["'self'", 'https:', 'data:'],
      formAction: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'self'"],
      sandbox: ['allow-popups'],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'SAMEORIGIN',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
  });

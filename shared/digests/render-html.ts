import { type Html, html } from '../mail/html.ts';
import type { Digest, DigestEntry, DigestSection } from './compose.ts';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;";
/** Long words, such as an address somebody pasted as a title, break rather than push a narrow screen apart. */
const BREAK = 'overflow-wrap:anywhere;word-break:break-word;';

/** Light colours stand on the elements, for programs that drop style sheets; dark ones need the style sheet. */
const ink = `color:#1f2933;${FONT}${BREAK}`;
const quiet = `color:#52606d;${FONT}${BREAK}`;
const link = 'color:#0b57a4;';

const style = html`
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  body { margin: 0; padding: 0; }
  a:focus { outline: 2px solid #0b57a4; outline-offset: 2px; }
  @media (max-width: 480px) {
    .edge { padding-left: 16px !important; padding-right: 16px !important; }
    .ground { padding: 0 !important; }
    .sheet { border-radius: 0 !important; }
  }
  @media (prefers-color-scheme: dark) {
    .ground { background-color: #12161b !important; }
    .sheet { background-color: #1d232a !important; }
    .ink { color: #e9edf1 !important; }
    .quiet { color: #b3bdc8 !important; }
    .link { color: #93c5fd !important; }
    .rule { border-color: #3a444f !important; }
    .banner { background-color: #17324d !important; }
    .button { background-color: #93c5fd !important; color: #10151a !important; }
  }
`;

const entryRow = (entry: DigestEntry, isFirst: boolean): Html => html`
  <tr>
    <td class="edge rule" style="padding:${isFirst ? '8px' : '16px'} 32px 16px;${isFirst ? '' : 'border-top:1px solid #dde3e9;'}">
      <h3 dir="auto" style="margin:0 0 4px;font-size:17px;line-height:24px;font-weight:600;${FONT}${BREAK}"><a class="link" href="${entry.url}" style="${link}text-decoration:underline;">${entry.title}</a></h3>
      <p class="quiet" dir="auto" style="margin:0 0 6px;font-size:14px;line-height:20px;${quiet}">${entry.byline}</p>${
        entry.excerpt === ''
          ? undefined
          : html`
      <p class="ink" dir="auto" style="margin:0 0 6px;font-size:16px;line-height:24px;${ink}">${entry.excerpt}</p>`
      }
      <p class="quiet" dir="auto" style="margin:0;font-size:13px;line-height:18px;${quiet}">${entry.reason}</p>
    </td>
  </tr>`;

const sectionRows = ({ heading, entries }: DigestSection): Html => html`
  <tr>
    <td class="edge" style="padding:24px 32px 4px;">
      <h2 class="ink" style="margin:0;font-size:20px;line-height:28px;font-weight:700;${ink}">${heading}</h2>
    </td>
  </tr>${entries.map((entry, i) => entryRow(entry, i === 0))}`;

const moreRow = ({ text, url }: Digest['more'][number]): Html => html`
      <p style="margin:0 0 8px;font-size:15px;line-height:22px;${FONT}${BREAK}"><a class="link" dir="auto" href="${url}" style="${link}text-decoration:underline;">${text}</a></p>`;

/** Blanks after the preheader, so that programs do not fill their preview with what follows it. */
const filler = '\u00a0\u200c'.repeat(60);

/**
 * A digest as an HTML mail: one column of at most 600 px that holds in 320, layout tables hidden from assistive
 * technology, headings in order, colours of at least 4.5:1 in light and in dark, everything that others wrote escaped.
 */
export const renderHtml = (digest: Digest): string =>
  html`<!DOCTYPE html>
<html lang="en" dir="ltr" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${digest.subject}</title>
<style>${style}</style>
</head>
<body class="ground" style="margin:0;padding:0;background-color:#eef1f5;">
<div style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;">${digest.preheader}${filler}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef1f5;table-layout:fixed;">
<tr><td class="ground" align="center" style="padding:24px 12px;">
<table role="presentation" class="sheet" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:#ffffff;border-radius:10px;overflow:hidden;table-layout:fixed;text-align:left;">
  <tr>
    <td class="edge banner" style="padding:24px 32px;background-color:#123a5c;">
      <p dir="auto" style="margin:0 0 4px;color:#d6e4f0;font-size:14px;line-height:20px;${FONT}${BREAK}">${digest.organizationName}</p>
      <h1 style="margin:0;color:#ffffff;font-size:24px;line-height:32px;font-weight:700;${FONT}">Your ${digest.frequency} digest</h1>
    </td>
  </tr>
  <tr>
    <td class="edge" style="padding:24px 32px 0;">
      <p class="ink" dir="auto" style="margin:0 0 8px;font-size:16px;line-height:24px;${ink}">Hello ${digest.memberName},</p>
      <p class="ink" style="margin:0;font-size:16px;line-height:24px;${ink}">here is what happened in your communities ${digest.period}.</p>
    </td>
  </tr>${digest.sections.map(sectionRows)}${
    digest.more.length === 0
      ? undefined
      : html`
  <tr>
    <td class="edge rule" style="padding:16px 32px 8px;border-top:1px solid #dde3e9;">${digest.more.map(moreRow)}
    </td>
  </tr>`
  }
  <tr>
    <td class="edge" style="padding:16px 32px 32px;">
      <a class="button" href="${digest.homeUrl}" style="display:inline-block;padding:12px 20px;background-color:#0b57a4;color:#ffffff;font-size:16px;line-height:20px;font-weight:600;text-decoration:none;border-radius:6px;${FONT}">Go to your communities</a>
    </td>
  </tr>
  <tr>
    <td class="edge rule" style="padding:20px 32px 28px;border-top:1px solid #dde3e9;">
      <p class="quiet" dir="auto" style="margin:0 0 8px;font-size:13px;line-height:20px;${quiet}">You get this mail because you are a member of ${digest.organizationName} and chose a ${digest.frequency} digest.</p>
      <p class="quiet" style="margin:0;font-size:13px;line-height:20px;${quiet}"><a class="link" href="${digest.settingsUrl}" style="${link}text-decoration:underline;">Change when it comes</a> or <a class="link" href="${digest.unsubscribeUrl}" style="${link}text-decoration:underline;">stop these digests</a>.</p>
    </td>
  </tr>
</table>
</td></tr>
</table>
</body>
</html>
`.text;

/** Colours, type and what every element looks like. Contrast of text on every ground is 4.5:1 or more, of lines 3:1. */
export const base = `
:root {
  color-scheme: light dark;
  --ground: #faf8f4;
  --surface: #ffffff;
  --sunken: #f2efe8;
  --ink: #1d242b;
  --quiet: #55606b;
  --line: #e0dbd0;
  --edge: #7d8790;
  --accent: #1b5e63;
  --accent-strong: #12484c;
  --on-accent: #ffffff;
  --tint: #e3efee;
  --gold: #8a5a00;
  --gold-tint: #fbf0d9;
  --good: #1f6b3a;
  --good-tint: #e2f2e6;
  --bad: #a32a1d;
  --bad-tint: #fbe9e6;
  --c1: #1b5e63;
  --c2: #b4610e;
  --c3: #5a4fa2;
  --c4: #a32a5b;
  --c5: #4d6b1f;
  --c6: #6b5b4a;
  --shadow: 0 1px 2px rgb(29 36 43 / .05), 0 6px 24px rgb(29 36 43 / .05);
  --sans: ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --serif: ui-serif, "Iowan Old Style", "Palatino Linotype", Palatino, "Book Antiqua", "URW Palladio L", "P052", Georgia, "Noto Serif", serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161a;
    --surface: #1a1f25;
    --sunken: #22282f;
    --ink: #e9ecee;
    --quiet: #a9b3bc;
    --line: #313941;
    --edge: #7f8a94;
    --accent: #7accc8;
    --accent-strong: #a3e0dc;
    --on-accent: #0c2426;
    --tint: #1c3436;
    --gold: #edc067;
    --gold-tint: #362b14;
    --good: #86d39c;
    --good-tint: #18301f;
    --bad: #ff9c8f;
    --bad-tint: #3b1d19;
    --c1: #7accc8;
    --c2: #f0a35e;
    --c3: #b3a8f5;
    --c4: #f08bb4;
    --c5: #b2d178;
    --c6: #cbb9a6;
    --shadow: none;
  }
}
/* A long word, such as an address pasted as a title, breaks wherever it must, and no part of a grid or a row is wider for it. */
*, *::before, *::after { box-sizing: border-box; min-width: 0; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--ink);
  font: 1.0625rem/1.6 var(--sans);
  overflow-wrap: anywhere;
}
h1, h2, h3 { font-family: var(--serif); font-weight: 600; line-height: 1.2; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.35rem + 1.9vw, 2.5rem); letter-spacing: -.01em; }
h2 { font-size: 1.375rem; }
h3 { font-size: 1.125rem; }
p, ul, ol, dl, figure, table, fieldset { margin: 0; }
ul[class], ol[class] { list-style: none; padding: 0; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .07em; }
a:hover { color: var(--accent-strong); text-decoration-thickness: .13em; }
/* The button of a date's calendar is a stop inside the field, at which browsers show the field as not focused. */
:focus-visible, input[type="date"]:focus-within { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
small, .small { font-size: .9375rem; }
.quiet { color: var(--quiet); }
.visually-hidden {
  position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
/* The columns of a table are as wide as its longest words: it has a frame of its own to scroll in. */
table { overflow-wrap: break-word; border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: start; vertical-align: top; padding: .6rem .9rem .6rem 0; border-bottom: 1px solid var(--line); }
th { font-size: .9375rem; font-weight: 600; }
thead th { color: var(--quiet); white-space: nowrap; }
.number { text-align: end; padding-inline-end: 1.1rem; }
caption { text-align: start; padding-bottom: .5rem; font-weight: 600; }
@media print {
  .top, .foot, form, .actions, .skip { display: none; }
  body { background: #fff; color: #000; }
}
`;

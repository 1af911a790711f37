import { createHash } from 'node:crypto';

/** How the public pages look: one column, the badge beside what it stands for; light and dark, print included. */
export const style = `
:root{color-scheme:light dark;--ground:#faf8f4;--surface:#fff;--sunken:#f2efe8;--ink:#1d242b;--quiet:#55606b;--line:#e0dbd0;--edge:#7d8790;--accent:#1b5e63;--accent-strong:#12484c;--on-accent:#fff;--good:#1f6b3a;--good-tint:#e2f2e6;--bad:#a32a1d;--bad-tint:#fbe9e6;--warn:#7a5300;--warn-tint:#fbf1d9;--sans:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif;--serif:ui-serif,"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,"Noto Serif",serif}
@media (prefers-color-scheme:dark){:root{--ground:#12161a;--surface:#1a1f25;--sunken:#22282f;--ink:#e9ecee;--quiet:#a9b3bc;--line:#313941;--edge:#7f8a94;--accent:#7accc8;--accent-strong:#a3e0dc;--on-accent:#0c2426;--good:#86d39c;--good-tint:#18301f;--bad:#ff9c8f;--bad-tint:#3b1d19;--warn:#eebf63;--warn-tint:#332811}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.6 var(--sans);overflow-wrap:anywhere}
main,.foot{width:min(60rem,100% - 2.5rem);margin-inline:auto}
main{padding-block:clamp(1.5rem,5vw,4rem)}
h1,h2{font-family:var(--serif);font-weight:600;line-height:1.2;margin:0;text-wrap:balance}
h1{font-size:clamp(1.9rem,1.4rem + 2.4vw,2.9rem);letter-spacing:-.01em}
h2{font-size:1.3rem;margin-bottom:.5rem}
p,dl,ul,dd,figure{margin:0}
a{color:var(--accent);text-underline-offset:.18em}
a:hover{color:var(--accent-strong)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
.quiet{color:var(--quiet)}
.head{display:grid;gap:clamp(1.5rem,4vw,3.5rem);align-items:center;grid-template-columns:minmax(0,1fr)}
.head>div{display:grid;gap:.9rem}
.head img{display:block;width:min(17.5rem,70vw);height:auto;margin-inline:auto}
.to{font-size:1.25rem}
.parts{display:grid;gap:1.25rem;margin-top:clamp(1.75rem,4vw,3rem)}
section,.notice{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:clamp(1.1rem,2.5vw,1.6rem)}
section>*+*{margin-top:.7rem}
.notice{border-inline-start-width:6px;display:grid;gap:.25rem;margin-top:clamp(1.5rem,4vw,2.5rem)}
.good{background:var(--good-tint);border-color:var(--good)}
.bad{background:var(--bad-tint);border-color:var(--bad)}
.warn{background:var(--warn-tint);border-color:var(--warn)}
.warn strong{color:var(--warn)}
.good strong{color:var(--good)}
.bad strong{color:var(--bad)}
.said{white-space:pre-line}
dl{display:grid;gap:.15rem .9rem}
dt{color:var(--quiet);font-size:.9375rem}
dd+dt{margin-top:.6rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem}
.button{display:inline-flex;align-items:center;min-height:46px;padding:.55rem 1.25rem;border-radius:10px;border:1px solid var(--accent);background:var(--accent);color:var(--on-accent);font-weight:600;text-decoration:none}
.button:hover{background:var(--accent-strong);color:var(--on-accent)}
.plain{background:none;color:var(--accent);border-color:var(--edge)}
.plain:hover{background:var(--sunken);color:var(--accent-strong)}
label{display:block;font-weight:600}
input,textarea{display:block;width:100%;margin-top:.35rem;padding:.6rem .8rem;font:.9375rem/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;color:var(--ink);background:var(--ground);border:1px solid var(--edge);border-radius:10px}
textarea{resize:vertical}
section h3{font:600 1rem/1.4 var(--sans);margin:1.2rem 0 0}
.files{display:grid;gap:.1rem .9rem;list-style:none;padding:0;grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr))}
.files a{display:inline-block;padding-block:.45rem}
.wallet{display:grid;gap:1rem 1.5rem;align-items:center;grid-template-columns:minmax(0,1fr)}
.wallet>*{margin:0}
.code{display:block;width:11rem;height:auto;background:#fff;border-radius:10px;padding:.5rem}
.embed{width:100%;padding:1rem;text-align:center;display:grid;gap:.6rem;justify-items:center}
.embed img{width:min(15rem,80%);height:auto}
.embed h1{font-size:1.25rem}
.embed p{font-size:.9375rem}
button.button{font:inherit;font-weight:600;cursor:pointer}
form{display:grid;gap:1.25rem}
form .quiet{display:block;margin-top:.35rem;font-size:.9375rem}
.checks{grid-template-columns:minmax(0,1fr)}
.passed{color:var(--good)}
.failed{color:var(--bad)}
code{font:.9375rem/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace}
.foot{padding-block:0 2.5rem;color:var(--quiet);font-size:.9375rem}
@media (min-width:46rem){.head{grid-template-columns:17.5rem minmax(0,1fr)}.head img{width:100%}.two{grid-template-columns:1fr 1fr}.two dl:not(.checks){grid-template-columns:max-content minmax(0,1fr)}.two dl:not(.checks) dd+dt{margin-top:0}.wide{grid-column:1/-1}.wallet{grid-template-columns:minmax(0,1fr) max-content}}
@media print{.share{display:none}body{background:#fff;color:#000}section,.notice{break-inside:avoid}main{padding-block:0}.head img{width:11rem}}
`;

/** The style sheet's hash, by which the content security policy allows it and nothing else (CSP Level 3 §6.7.2.1). */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

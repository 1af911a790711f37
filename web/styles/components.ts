/** The parts pages are made of. */
export const components = `
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); padding: clamp(1.1rem, 2.5vw, 1.6rem); }
.card.stack { gap: .9rem; }
.posts > li { padding-block: 1.25rem; border-bottom: 1px solid var(--line); display: grid; gap: .35rem; grid-template-columns: minmax(0, 1fr); }
.posts > li:first-child { padding-top: 0; }
.posts > li:last-child { border-bottom: 0; padding-bottom: 0; }
.posts h3 a { color: var(--ink); text-decoration: none; display: inline-block; padding-block: .1rem; }
.posts h3 a:hover { color: var(--accent); text-decoration: underline; }
.excerpt { color: var(--quiet); display: -webkit-box; -webkit-line-clamp: 3; line-clamp: 3; -webkit-box-orient: vertical; overflow: hidden; }
.meta { display: flex; flex-wrap: wrap; align-items: center; gap: .15rem .6rem; color: var(--quiet); font-size: .9375rem; }
.meta a { color: var(--quiet); }
.meta a:hover { color: var(--accent); }
.tag { display: inline-block; padding: .1rem .6rem .15rem; border-radius: 99px; background: var(--sunken); color: var(--ink); font-size: .875rem; line-height: 1.3; }
.tag-accent { background: var(--tint); color: var(--accent); }
.tag-good { background: var(--good-tint); color: var(--good); }
.tag-bad { background: var(--bad-tint); color: var(--bad); }
.facts { display: grid; grid-template-columns: minmax(0, 1fr); }
.facts dt { color: var(--quiet); font-size: .9375rem; }
.facts dd { margin: 0 0 .8rem; overflow-wrap: anywhere; }
.tag-gold { background: var(--gold-tint); color: var(--gold); }
.avatar { flex: none; display: inline-grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; background: var(--tint); color: var(--accent); font-size: .875rem; font-weight: 600; letter-spacing: .02em; }
.person { display: flex; align-items: center; gap: .75rem; min-width: 0; }
.person > :last-child { min-width: 0; }
.people { display: grid; gap: .7rem; }
.links { display: grid; gap: .15rem; }
.links a { display: block; padding-block: .45rem; }

.thread { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr); }
.post header { display: flex; align-items: center; gap: .75rem; margin-bottom: .9rem; }
.post.comment { margin-inline-start: clamp(.75rem, 4vw, 3rem); background: none; box-shadow: none; border: 0; border-inline-start: 3px solid var(--line); border-radius: 0; padding: .1rem 0 .1rem 1.1rem; }
.post.comment header { margin-bottom: .3rem; }
.prose { display: grid; gap: .85rem; grid-template-columns: minmax(0, 1fr); max-width: 68ch; }
.prose p { white-space: pre-line; overflow-wrap: anywhere; }

.button, button.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 46px; padding: .55rem 1.25rem;
  border-radius: 10px; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent);
  font: 600 1rem/1.3 var(--sans); text-decoration: none; text-align: center; cursor: pointer;
}
.button:hover { background: var(--accent-strong); border-color: var(--accent-strong); color: var(--on-accent); }
.button.plain { background: transparent; color: var(--accent); border-color: var(--edge); }
.button.plain:hover { background: var(--tint); color: var(--accent-strong); border-color: var(--accent); }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }

.actions select { flex: 1 1 7rem; width: auto; max-width: 12rem; }

form.stack { gap: 1.25rem; }
.field { display: grid; gap: .35rem; grid-template-columns: minmax(0, 1fr); }
.field label, legend { font-weight: 600; padding: 0; }
.hint { color: var(--quiet); font-size: .9375rem; }
.field .error { color: var(--bad); font-weight: 600; }
.field-wrong { border-inline-start: 4px solid var(--bad); padding-inline-start: .9rem; }
input:not([type="checkbox"]):not([type="radio"]), textarea, select {
  width: 100%; min-height: 46px; padding: .6rem .8rem; font: inherit; color: var(--ink);
  background: var(--surface); border: 1px solid var(--edge); border-radius: 10px;
}
.card input:not([type="checkbox"]):not([type="radio"]), .card textarea, .card select { background: var(--ground); }
select, input[type="date"] { height: 3.125rem; }
textarea { min-height: 9rem; resize: vertical; line-height: 1.6; }
textarea.short { min-height: 5.5rem; }
[aria-invalid="true"] { border-color: var(--bad); border-width: 2px; }
input[type="checkbox"], input[type="radio"] { width: 1.4rem; height: 1.4rem; margin: 0; flex: none; accent-color: var(--accent); }
fieldset { border: 0; padding: 0; min-width: 0; }
.choices { display: grid; gap: .1rem; margin-top: .35rem; }
.choices label { display: flex; align-items: center; gap: .75rem; min-height: 44px; font-weight: 400; }
.row { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); align-items: end; }
details > summary { cursor: pointer; display: inline-flex; align-items: center; gap: .5rem; min-height: 44px; font-weight: 600; color: var(--accent); }
details > summary::before { content: "+"; font-size: 1.25rem; line-height: 1; }
details[open] > summary::before { content: "\\2212"; }
details[open] > summary { margin-bottom: .75rem; }

.notice { border-radius: 12px; padding: 1rem 1.25rem; background: var(--tint); border-inline-start: 5px solid var(--accent); }
.notice.good { background: var(--good-tint); border-color: var(--good); }
.notice.bad { background: var(--bad-tint); border-color: var(--bad); }
.notice.bad h2 { color: var(--bad); font-family: var(--sans); font-size: 1.125rem; margin-bottom: .35rem; }
.notice.bad a { color: var(--bad); }
.notice ul { padding-inline-start: 1.2rem; }
.empty { border: 1px dashed var(--edge); border-radius: 14px; padding: 1.5rem; color: var(--quiet); display: grid; gap: .9rem; justify-items: start; }

.meter { display: block; width: 100%; height: 10px; }
.meter .track { fill: var(--line); }
.meter .fill { fill: var(--accent); }
.steps { display: grid; }
.steps > li { position: relative; display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); gap: 0 1.1rem; padding-bottom: 1.75rem; }
.steps > li:not(:last-child)::before { content: ""; position: absolute; inset-inline-start: calc(1.25rem - 1px); top: 2.5rem; bottom: 0; width: 2px; background: var(--line); }
.steps > li.done:not(:last-child)::before { background: var(--accent); }
.dot { display: grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; border: 2px solid var(--edge); color: var(--quiet); font-weight: 600; background: var(--surface); }
.done .dot { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.next .dot { border-color: var(--accent); color: var(--accent); border-width: 3px; }
.steps .body { display: grid; gap: .5rem; padding-top: .45rem; grid-template-columns: minmax(0, 1fr); }
.steps .body h2 { font-family: var(--sans); font-size: 1.0625rem; }
.steps .later h2 { color: var(--quiet); font-weight: 400; }

.badges { display: grid; gap: 1.1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 11.5rem), 1fr)); }
.badges a { display: grid; gap: .8rem; justify-items: center; align-content: start; text-align: center; height: 100%; text-decoration: none; color: var(--ink); }
.badges a:hover strong { color: var(--accent); text-decoration: underline; }
.badges img, .badge-row img { display: block; max-width: 100%; height: auto; border-radius: 8px; }
.badge-large { display: block; max-width: 100%; height: auto; margin-inline: auto; }
.badge-row { display: grid; gap: .25rem; }
.badge-row a { display: flex; align-items: center; gap: .8rem; padding-block: .45rem; color: var(--ink); text-decoration: none; }
.badge-row a:hover strong { color: var(--accent); text-decoration: underline; }
.badge-row span, .badges span { display: block; color: var(--quiet); font-size: .9375rem; font-weight: 400; }

.figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr)); }
.figures > div { display: flex; flex-direction: column-reverse; justify-content: flex-end; gap: .15rem; border-inline-start: 3px solid var(--accent); padding-inline-start: 1rem; }
.figures dd { margin: 0; font: 600 1.875rem/1.15 var(--serif); font-variant-numeric: tabular-nums; }
.figures dt { color: var(--quiet); font-size: .9375rem; }
.chart { display: block; width: 100%; min-width: 34rem; height: auto; }
.chart text { fill: var(--quiet); font: 13px var(--sans); }
.chart .grid { stroke: var(--line); }
.chart .axis { stroke: var(--edge); }
.chart .series { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; }
${[1, 2, 3, 4, 5, 6].map((n) => `.s${n} { stroke: var(--c${n}); } .m${n} { fill: var(--c${n}); }`).join('\n')}
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; margin-bottom: .75rem; }
.legend li { display: flex; align-items: center; gap: .5rem; }
.legend svg { width: 28px; height: 12px; flex: none; }
figcaption { color: var(--quiet); font-size: .9375rem; margin-top: .75rem; }
.hero { min-height: 60vh; display: grid; align-content: center; gap: 1.5rem; max-width: 46rem; }
.hero h1 { font-size: clamp(2.25rem, 1.5rem + 4vw, 3.75rem); }
.hero .lead { font-size: 1.25rem; color: var(--quiet); }
.trio { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); margin-top: 1rem; }
.trio li { border-top: 2px solid var(--accent); padding-top: .8rem; }
.choices-of-pages { display: grid; gap: 1.1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
.choices-of-pages h2 { font-size: 1.25rem; }
.choices-of-pages h2 a { display: inline-block; padding-block: .3rem; }
.with-picture { display: flex; gap: 1rem; align-items: flex-start; }
.with-picture img { flex: none; width: 72px; height: 72px; border-radius: 8px; }
.with-picture > div { min-width: 0; }
.mail-text { white-space: pre-wrap; overflow-wrap: anywhere; font-size: .9375rem; }
.halves { display: grid; gap: clamp(1.25rem, 3vw, 2rem); grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); align-items: start; }
.wrap-anywhere { overflow-wrap: anywhere; }
.parts-of-pathway { display: grid; gap: 1rem; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
.parts-of-pathway > li { gap: .5rem; }
summary { cursor: pointer; font-weight: 600; padding-block: .35rem; }
details[open] > summary { margin-bottom: .9rem; }
.kept { white-space: pre-wrap; }
`;

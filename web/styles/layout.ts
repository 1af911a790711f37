/** The frame of a page: header, columns, footer; from 320 px up, with no scrolling sideways but inside wide tables. */
export const layout = `
.skip {
  position: absolute; inset-inline-start: 1rem; top: -6rem; z-index: 2;
  background: var(--accent); color: var(--on-accent); padding: .7rem 1.1rem; border-radius: 0 0 10px 10px;
}
.skip:focus { top: 0; color: var(--on-accent); }
.wrap { max-width: 74rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
.top { background: var(--surface); border-bottom: 1px solid var(--line); }
.top .wrap { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding-block: .6rem; }
.brand {
  display: inline-flex; align-items: center; gap: .6rem; min-height: 44px;
  font: 600 1.25rem/1 var(--serif); color: var(--ink); text-decoration: none; letter-spacing: -.01em;
}
.brand img { width: 30px; height: 30px; display: block; }
.top nav { flex: 1 1 auto; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0 .25rem; margin-inline: -.7rem; }
.top nav a, .top .sign-out button {
  display: inline-flex; align-items: center; min-height: 44px; padding-inline: .7rem;
  color: var(--quiet); text-decoration: none; font: inherit; font-size: 1rem; border-radius: 8px;
}
.top nav a:hover, .top .sign-out button:hover { color: var(--ink); background: var(--sunken); }
.top nav a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: inset 0 -3px 0 var(--accent); border-radius: 0; }
.top .sign-out { margin-inline: auto -.7rem; }
.top .sign-out button { background: none; border: 0; cursor: pointer; }
@media (max-width: 40rem) {
  .top nav { order: 3; flex-basis: 100%; }
}
main { padding-block: clamp(1.75rem, 4vw, 3.25rem) 4rem; }
main:focus { outline: none; }
.page-head { display: grid; gap: .7rem; margin-bottom: clamp(1.5rem, 3vw, 2.5rem); max-width: 52rem; }
.page-head .lead { font-size: 1.1875rem; color: var(--quiet); text-wrap: pretty; }
.stack-wide > .page-head { margin-bottom: 0; }
.trail ol { display: flex; flex-wrap: wrap; gap: .1rem .5rem; font-size: .9375rem; }
.trail li + li::before { content: "/"; color: var(--quiet); margin-inline-end: .5rem; }
.trail a { display: inline-block; padding-block: .15rem; }
.columns { display: grid; gap: clamp(1.75rem, 3.5vw, 3rem); grid-template-columns: minmax(0, 1fr); }
@media (min-width: 62rem) {
  .columns { grid-template-columns: minmax(0, 1fr) 21rem; align-items: start; }
  .columns > .beside { grid-column: 2; grid-row: 1; }
}
.narrow { max-width: 44rem; }
/* A link below a form's button is another thing to do, not a part of the button, also for a finger. */
.narrow > form + p { margin-top: 1.25rem; }
.mail-preview { width: 100%; max-width: 40rem; height: 40rem; border: 1px solid var(--line); border-radius: .5rem; }
.stack { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
.stack-wide { display: grid; gap: clamp(1.75rem, 3vw, 2.5rem); grid-template-columns: minmax(0, 1fr); }
.section-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .4rem 1.25rem; }
.foot { border-top: 1px solid var(--line); color: var(--quiet); font-size: .9375rem; }
.foot .wrap { padding-block: 1.5rem 2.5rem; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; }
/* A shadow at an edge says that there is more beyond it; the covers of the ground's colour move with the content. */
.scroll {
  --under: var(--ground); position: relative; overflow-x: auto; scrollbar-width: thin; scrollbar-color: var(--edge) transparent;
  background:
    linear-gradient(to right, var(--under) 40%, transparent) left / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--under) 40%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--edge), transparent) left / .75rem 100% no-repeat scroll,
    linear-gradient(to left, var(--edge), transparent) right / .75rem 100% no-repeat scroll;
}
.card .scroll { --under: var(--surface); }
@media (max-width: 40rem) {
  .scroll:has(> table.cards) { background: none; }
  table.cards, .cards tbody, .cards tr, .cards th, .cards td { display: block; }
  .cards thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .cards tr { padding-block: .9rem; border-bottom: 1px solid var(--line); }
  .cards tbody th, .cards td { padding: .15rem 0; border: 0; text-align: start; overflow-wrap: anywhere; }
  .cards tbody th { font-size: 1.0625rem; }
  .cards td:empty { display: none; }
  .cards td::before { content: attr(data-label) ": "; color: var(--quiet); font-weight: 600; }
}
.scroll:focus-visible { outline-offset: 0; }
`;

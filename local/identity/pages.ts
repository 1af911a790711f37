import { html } from 'hono/html';
import { type Markup, page } from '../console/page.ts';
import type { DemoPerson } from './people.ts';

/** Most people one page lists; beyond that, a search narrows them. */
const PEOPLE_SHOWN = 120;

/** A person with the identifier a choice is sent under. */
export interface Choice {
  readonly sub: string;
  readonly person: DemoPerson;
}

const roleWords = {
  member: 'Member',
  staff: 'Staff of the association',
  administrator: 'Administrator of the association',
} as const;

const communityRoleWords = { member: 'member', facilitator: 'facilitator', coach: 'coach' } as const;

const matches = ({ person }: Choice, search: string): boolean =>
  [person.name, roleWords[person.role], ...person.communities.flatMap(({ name, role }) => [name, role])]
    .join(' ')
    .toLowerCase()
    .includes(search.trim().toLowerCase());

const choiceButton = (action: string, { sub, person }: Choice): Markup => html`
<li><form method="post" action="${action}">
<button type="submit" name="sub" value="${sub}">
<strong>${person.name}</strong>
<span>${roleWords[person.role]}</span>
${person.communities.map(({ name, role }) => html`<span>${name}: ${communityRoleWords[role]}</span>`)}
</button></form></li>`;

const searchForm = (action: string, search: string): Markup => html`
<form class="row" method="get" action="${action}" role="search">
<div><label for="search">Name, role or community</label>
<input id="search" name="search" type="search" value="${search}"></div>
<button type="submit">Search</button></form>`;

/** The page on which somebody on this machine chooses whom to be. */
export const choosePage = (action: string, choices: readonly Choice[], search: string): Markup => {
  const found = choices.filter((choice) => matches(choice, search));
  const shown = found.slice(0, PEOPLE_SHOWN);
  const groups = Object.entries(Object.groupBy(shown, ({ person }) => person.organizationName));
  return page({
    title: 'Sign in as …',
    lead: `This is the sign-in of your own machine: there is no password, and nobody else can reach it. Choose whom to be.`,
    content: [
      choices.length > PEOPLE_SHOWN || search !== '' ? searchForm(action, search) : html``,
      found.length > shown.length
        ? html`<p role="status">The first ${shown.length} of ${found.length} people. Search to find the others.</p>`
        : html``,
      ...groups.map(
        ([organization, people = []]) => html`<section aria-label="${organization}">
<h2>${organization}</h2>
<ul class="people">${people.map((choice) => choiceButton(action, choice))}</ul></section>`,
      ),
      found.length === 0
        ? html`<p role="status">${
            choices.length === 0
              ? 'There is nobody here yet. Fill the system first; npm start does so where it is empty.'
              : 'Nobody matches. Try fewer letters.'
          }</p>`
        : html``,
    ],
  });
};

/** The page for a sign-in that could not go on. */
export const failedPage = (what: string, home: string): Markup =>
  page({
    title: 'The sign-in could not go on',
    content: html`<p>${what}</p><p><a href="${home}">Back to the start, to sign in again</a></p>`,
  });

/** Sends the sign-out's own form where the page runs scripts; where not, its button does. */
export const SUBMIT_SCRIPT = `document.addEventListener('DOMContentLoaded', () => { document.forms[0].submit(); });`;

/** The step between asking to sign out and being signed out. `form` is the provider's own. */
export const signOutPage = (form: Markup, immediately: boolean): Markup =>
  page({
    title: 'Signing out',
    ...(immediately && { script: SUBMIT_SCRIPT }),
    content: html`${form}
<input type="hidden" name="logout" value="yes" form="op.logoutForm">
<button class="main" type="submit" form="op.logoutForm">Sign out</button>`,
  });

/** Where somebody lands who signed out without a page to return to. */
export const signedOutPage = (home: string): Markup =>
  page({ title: 'You are signed out', content: html`<p><a href="${home}">To the start</a></p>` });

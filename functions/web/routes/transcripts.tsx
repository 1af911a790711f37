import type { Context } from 'hono';
import { earnedOn, standingEntries } from '../../../shared/credits/standing.ts';
import { Conflict, InvalidInput, NotFound } from '../../../shared/platform/errors.ts';
import { sideBySide } from '../../../shared/platform/side-by-side.ts';
import { certificateOfCredit } from '../../../shared/transcripts/certificate.ts';
import { transcriptUrl } from '../../../shared/transcripts/clr.ts';
import { MAX_BADGES } from '../../../shared/transcripts/model.ts';
import { programOfEntry, programsOnPaper } from '../../../shared/transcripts/program-on-paper.ts';
import { refuseIncomplete } from '../../../shared/transcripts/required-fields.ts';
import { rosterHeader, rosterRows } from '../../../shared/transcripts/roster.ts';
import { transcriptOf } from '../../../shared/transcripts/transcript.ts';
import { TranscriptPage } from '../../../web/pages/transcript.tsx';
import { toCsv } from '../../../web/reports/csv.ts';
import { lastYear, type Period, PeriodForm } from '../../../web/reports/period.ts';
import { transcriptHeader, transcriptRows } from '../../../web/reports/transcript-report.ts';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { csvAnswer, pdfAnswer, periodOf, REFUSED, refuseDownload, valuesOf } from '../downloads.ts';
import { checkForm, readForm } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';

/** Members whose ledgers are read at once; the SDK keeps 50 connections. */
const CONCURRENCY = 40;

/** Members on one page of the directory. */
const PAGE = 500;

/**
 * Transcripts, certificates of credit, and rosters. A transcript reads, beside the visit's four: the member, their
 * ledger and their credentials (3, side by side); a roster the programs and the licences instead of the credentials; a
 * certificate the ledger, the organization, the program (3 at most) and what the member was called that day (2).
 * The roster of a whole organization reads two items' worth for each of its members, {@link CONCURRENCY} at a time.
 */
export const transcriptRoutes = (on: On, dependencies: Dependencies): void => {
  const { stores, printer, publicUrl, clock, ids, tokens } = dependencies;

  const read = async (organization: string, id: string, period: Period) => {
    const [member, ledger, credentials] = await Promise.all([
      stores.members.getMember(organization, id),
      stores.ledger.entriesOf(organization, id),
      stores.credentials.listOf(organization, id),
    ]);
    if (!member) throw new NotFound('there is no member of this name in your organization');
    return { member, transcript: transcriptOf(ledger, credentials, period, clock()) };
  };

  const organizationOf = async (organization: string) => {
    const found = await stores.communities.getOrganization(organization);
    if (!found) throw new NotFound('your organization is not there any more');
    return found;
  };

  /** Rows of a roster for some members, of the entries that were earned in a period. */
  const rosterOf = async (organization: string, members: readonly string[], period: Period) => {
    const programOf = programsOnPaper(await stores.creditPrograms.programsAt(organization));
    const rows = await sideBySide(members, CONCURRENCY, async (member) => {
      const [ledger, licenses] = await Promise.all([
        stores.ledger.entriesOf(organization, member),
        stores.licenses.licensesOf(organization, member),
      ]);
      return rosterRows(transcriptOf(ledger, [], period, clock()).entries, programOf, licenses);
    });
    return toCsv(rosterHeader, valuesOf(rows).flat());
  };

  const everybody = async (organization: string): Promise<string[]> => {
    const found: string[] = [];
    for (let after: string | undefined; ; ) {
      const { members, next } = await stores.directory.list(organization, {
        size: PAGE,
        ...(after !== undefined && { after }),
      });
      found.push(...members.map(({ member }) => member));
      if (next === undefined) return found;
      after = next;
    }
  };

  const askedOf = (c: Context<Env>) => periodOf(c, lastYear(clock()));
  const fileName = (what: string, { from, through }: Period, type: string) =>
    `${what}-${from}-to-${through}.${type}`;

  on(routes.transcript, async (c) => {
    const { actor, viewer } = visitOf(c);
    const { period, form } = askedOf(c);
    const id = c.req.param('member');
    const { member, transcript } = await read(actor.organization, id, period);
    const isOwn = id === actor.member;
    // A link opens what it leads to, so it is shown to nobody but whose it is.
    const made = isOwn ? await stores.transcripts.listOf(actor.organization, id) : [];
    const signed = made.toReversed().map((one) => ({ ...one, link: transcriptUrl(publicUrl, one) }));
    const shown = { viewer, member: id, name: member.name, isOwn, transcript, form, signed };
    return render(c, <TranscriptPage {...shown} />, form.errors.length > 0 ? REFUSED : 200);
  });

  on(routes.transcriptPdf, async (c) => {
    const { period, form } = askedOf(c);
    if (form.errors.length > 0) return refuseDownload(c, form);
    const { organization } = visitOf(c).actor;
    const [{ member, transcript }, { name }] = await Promise.all([
      read(organization, c.req.param('member'), period),
      organizationOf(organization),
    ]);
    const head = { recipient: member.name, organization: name };
    const pdf = await (await printer()).transcript(transcript, head, clock());
    return pdfAnswer(c, fileName('transcript', period, 'pdf'), pdf);
  });

  on(routes.transcriptCsv, async (c) => {
    const { period, form } = askedOf(c);
    if (form.errors.length > 0) return refuseDownload(c, form);
    const { transcript } = await read(visitOf(c).actor.organization, c.req.param('member'), period);
    return csvAnswer(
      c,
      fileName('transcript', period, 'csv'),
      toCsv(transcriptHeader, transcriptRows(transcript)),
    );
  });

  on(routes.memberRoster, async (c) => {
    const { period, form } = askedOf(c);
    if (form.errors.length > 0) return refuseDownload(c, form);
    const text = await rosterOf(visitOf(c).actor.organization, [c.req.param('member')], period);
    return csvAnswer(c, fileName('roster', period, 'csv'), text);
  });

  on(routes.roster, async (c) => {
    const { period, form } = askedOf(c);
    if (form.errors.length > 0) return refuseDownload(c, form);
    const { organization } = visitOf(c).actor;
    const text = await rosterOf(organization, await everybody(organization), period);
    return csvAnswer(c, fileName('roster', period, 'csv'), text);
  });

  on(routes.makeTranscript, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const form = checkForm(PeriodForm, await readForm(c));
    if (form.outcome === 'refused') throw new InvalidInput(form.errors[0]?.message ?? 'the period is wrong');
    const { transcript } = await read(organization, member, form.value);
    const badges = transcript.badges.map(({ credential }) => credential);
    if (badges.length === 0) throw new Conflict('there is no badge in this period; choose another one');
    if (badges.length > MAX_BADGES) {
      throw new Conflict(
        `there are ${badges.length} badges in this period, and a transcript holds ${MAX_BADGES}; choose a shorter one`,
      );
    }
    await stores.transcripts.put({
      ...form.value,
      transcript: ids(),
      organization,
      member,
      madeAt: clock().toISOString(),
      badges,
      accessKey: tokens(),
    });
    return c.redirect(
      `/members/${member}/transcript?${new URLSearchParams({ ...form.value }).toString()}#signed`,
      303,
    );
  });

  on(routes.closeTranscript, async (c) => {
    const { organization, member } = visitOf(c).actor;
    const found = await stores.transcripts.get(c.req.param('transcript'));
    if (found?.organization !== organization || found.member !== member) {
      throw new NotFound('you made no transcript of this name');
    }
    await stores.transcripts.close(found, clock());
    const period = new URLSearchParams({ from: found.from, through: found.through }).toString();
    return c.redirect(`/members/${member}/transcript?${period}#signed`, 303);
  });

  on(routes.creditCertificate, async (c) => {
    const { organization } = visitOf(c).actor;
    const id = c.req.param('member');
    const [ledger, issuer] = await Promise.all([
      stores.ledger.entriesOf(organization, id),
      organizationOf(organization),
    ]);
    const entry = standingEntries(ledger).find((one) => String(one.entry) === c.req.param('entry'));
    const [program, recipient] = entry
      ? await Promise.all([
          programOfEntry(stores.creditPrograms, entry),
          stores.members.nameOn(organization, id, earnedOn(entry)),
        ])
      : [];
    if (!entry || !program || recipient === undefined) {
      throw new NotFound('there is no certificate of this entry: it was taken back, or is under no program');
    }
    refuseIncomplete(entry, program);
    const certificate = certificateOfCredit(entry, program, { organization: issuer, recipient });
    const pdf = await (await printer()).certificate(certificate, clock());
    return pdfAnswer(c, `certificate-${id}-${entry.entry}.pdf`, pdf);
  });
};

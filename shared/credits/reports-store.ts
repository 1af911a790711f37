import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { EventOf } from '../events/catalogue.ts';
import { Conflict } from '../platform/errors.ts';
import { parse } from '../platform/parse.ts';
import { isConditionFailure, LOOKUP_INDEX, queryAll, type Table } from '../platform/table.ts';
import { CreditReport, type ReportStatus } from './report-model.ts';

/*
 * Access patterns on the table `community`:
 *
 * | what                                          | pk               | sk                    | lookup                              |
 * |-----------------------------------------------|------------------|-----------------------|-------------------------------------|
 * | a report of credit                            | ORG#o#MEMBER#m   | CREDIT-REPORT#r       | ORG#o#CREDIT-REPORTS#status / at#r  |
 * | a member's reports                            | ORG#o#MEMBER#m   | begins CREDIT-REPORT# |                                     |
 * | an organization's pending ones, oldest first  |                  |                       | ORG#o#CREDIT-REPORTS#pending        |
 */
const memberPk = (organization: string, member: string): string => `ORG#${organization}#MEMBER#${member}`;
const PREFIX = 'CREDIT-REPORT#';

const itemOf = (report: CreditReport) => ({
  ...report,
  pk: memberPk(report.organization, report.member),
  sk: `${PREFIX}${report.report}`,
  lookupPk: `ORG#${report.organization}#CREDIT-REPORTS#${report.status}`,
  lookupSk: `${report.reportedAt}#${report.report}`,
});

const StoredReport = CreditReport.strip();

/** @see createReportsStore */
export type ReportsStore = ReturnType<typeof createReportsStore>;

/** What members report of credit they earned, and what staff decided about it. */
export const createReportsStore = (table: Table) => {
  /** The write of a report's next revision, where the stored one is the revision before it. */
  const nextRevision = (report: CreditReport) => ({
    TableName: table.name,
    Item: itemOf(report),
    ConditionExpression: 'revision = :seen',
    ExpressionAttributeValues: { ':seen': report.revision - 1 },
  });

  return {
    nextRevision,

    /** The report, or undefined where the member has none of that identifier. */
    async getReport(organization: string, member: string, report: string): Promise<CreditReport | undefined> {
      const Key = { pk: memberPk(organization, member), sk: `${PREFIX}${report}` };
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key, ConsistentRead: true }),
      );
      return Item && parse(StoredReport, Item, 'credit report');
    },

    /** A member's reports, the latest first. */
    async reportsOf(organization: string, member: string): Promise<CreditReport[]> {
      const reports: CreditReport[] = [];
      for await (const item of queryAll(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': memberPk(organization, member), ':prefix': PREFIX },
      })) {
        reports.push(parse(StoredReport, item, 'credit report'));
      }
      return reports.sort((a, b) => b.reportedAt.localeCompare(a.reportedAt));
    },

    /** An organization's reports of a status, the oldest first, at most `limit`; eventually consistent. */
    async listReports(organization: string, status: ReportStatus, limit: number): Promise<CreditReport[]> {
      const reports: CreditReport[] = [];
      for await (const item of queryAll(table, {
        IndexName: LOOKUP_INDEX,
        KeyConditionExpression: 'lookupPk = :pk',
        ExpressionAttributeValues: { ':pk': `ORG#${organization}#CREDIT-REPORTS#${status}` },
        Limit: limit,
      })) {
        reports.push(parse(StoredReport, item, 'credit report'));
        if (reports.length === limit) break;
      }
      return reports;
    },

    /**
     * Stores a new report; the event is published from this write.
     *
     * @throws {Conflict} where the member has one of that identifier.
     */
    async putReport(report: CreditReport, event: EventOf<'credit.reported'>): Promise<void> {
      try {
        await table.client.send(
          new PutCommand({
            TableName: table.name,
            Item: { ...itemOf(report), event },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict(`report ${report.report} exists already`, { cause });
      }
    },

    /**
     * Replaces a report by its next revision.
     *
     * @throws {Conflict} where what is stored is not the revision before it.
     */
    async saveReport(report: CreditReport): Promise<void> {
      try {
        await table.client.send(new PutCommand(nextRevision(report)));
      } catch (cause) {
        if (!isConditionFailure(cause)) throw cause;
        throw new Conflict('this report was decided by somebody else in the meantime; look at it again', {
          cause,
        });
      }
    },
  };
};

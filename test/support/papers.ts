import type { Dependencies } from '../../functions/credentials/dependencies.ts';
import { loadPrinter } from './paper-fonts.ts';

/** What certificates and transcripts are made from, where nobody earned any credit and made any transcript. */
export const noPapers: Pick<Dependencies, 'ledger' | 'creditPrograms' | 'transcripts' | 'printer'> = {
  ledger: { entriesOf: () => Promise.resolve([]) },
  creditPrograms: {
    getProgram: () => Promise.resolve(undefined),
    getProgramAt: () => Promise.resolve(undefined),
  },
  transcripts: { get: () => Promise.resolve(undefined) },
  printer: loadPrinter,
};

import type { LedgerInspection } from '@edumaster/commerce/module';
import type { Finding } from './finding.ts';

export function judgeLedger(name: string, ledger: LedgerInspection): Finding {
  const { balanced: ok, journals, unbalanced, incomplete, drifting } = ledger;
  if (ok) return { name, ok, detail: `balanced, ${journals} journals` };
  const detail =
    `of ${journals} journals ${unbalanced} do not sum to zero and ${incomplete} are not whole; ` +
    `${drifting} balances are not what their postings say`;
  const advice =
    unbalanced + incomplete === 0
      ? 'Make the balances anew: select commerce.fold_ledger(true)'
      : 'Rows were changed past the program: stop payouts, and compare with a backup.';
  return { name, ok, detail, advice };
}

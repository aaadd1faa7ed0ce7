import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { taxNumberKinds } from '../domain/tax-numbers/countries.ts';
import type { MembershipKey } from '../store/memberships.ts';
import { Seal } from '@edumaster/kernel';

const contents = z.object({
  legalName: z.string(),
  numbers: z.partialRecord(z.enum(taxNumberKinds), z.string()),
});

export type TaxContents = z.output<typeof contents>;

/** Name and tax numbers as the database keeps them: sealed, for one person of one tenant. */
@Injectable()
export class TaxVault {
  readonly #seal: Seal;

  constructor(installation: Installation) {
    this.#seal = new Seal(installation.rootSecret, 'tax-details');
  }

  close(of: MembershipKey, given: TaxContents): string {
    return this.#seal.close(JSON.stringify(given), contextOf(of));
  }

  open(of: MembershipKey, sealed: string): TaxContents {
    const opened = this.#seal.open(sealed, contextOf(of));
    if (opened === undefined) throw new Error('tax details do not open: another root secret?');
    return contents.parse(JSON.parse(opened));
  }
}

function contextOf({ tenantId, personId }: MembershipKey): string {
  return `tax details ${tenantId} ${personId}`;
}

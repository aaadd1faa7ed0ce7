import { Seal } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

/**
 * The address of a tenant's database holds its password: it is kept encrypted and bound to the
 * tenant, so that a copied row opens nobody else's.
 */
@Injectable()
export class SealedAddress {
  readonly #seal: Seal;

  constructor(installation: Installation) {
    this.#seal = new Seal(installation.rootSecret, 'tenancy/database-address');
  }

  close(address: string, tenantId: string): string {
    return this.#seal.close(address, tenantId);
  }

  /** Undefined for what was altered, or sealed for another tenant or with another root secret. */
  open(sealed: string, tenantId: string): string | undefined {
    return this.#seal.open(sealed, tenantId);
  }
}

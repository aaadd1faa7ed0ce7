import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { derivedKey } from '@edumaster/kernel';
import { Installation } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

const ivBytes = 12;
const tagBytes = 16;

/**
 * The address of a tenant's database holds its password: it is kept encrypted (AES-256-GCM) and
 * bound to the tenant, so that a copied row opens nobody else's.
 */
@Injectable()
export class SealedAddress {
  readonly #key: Buffer;

  constructor(installation: Installation) {
    this.#key = derivedKey(installation.rootSecret, 'tenancy/database-address');
  }

  close(address: string, tenantId: string): string {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv).setAAD(Buffer.from(tenantId));
    const body = Buffer.concat([cipher.update(address, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
  }

  /** Undefined for what was altered, or sealed for another tenant or with another root secret. */
  open(sealed: string, tenantId: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < ivBytes + tagBytes) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(tenantId));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    try {
      const body = decipher.update(bytes.subarray(ivBytes + tagBytes));
      return Buffer.concat([body, decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}

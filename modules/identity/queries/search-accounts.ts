import { Db, type SystemTx } from '@edumaster/database';
import { AppError, type Id, idOfCursor, pageOf, type SystemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import { type AccountStatus, normalizedEmail } from '../domain/account.ts';
import { searchWords } from '../domain/search-words.ts';

export interface AccountQuery {
  /** Whose roles are shown. */
  readonly tenantId: Id<'tenant'>;
  readonly q?: string | undefined;
  readonly status?: AccountStatus | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface AccountRow {
  readonly id: Id<'user'>;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  readonly createdAt: Date;
}

export interface AccountDetails extends AccountRow {
  readonly lastSeenAt: Date | null;
}

const columns = `p.id, p.name, p.email, p.email_verified_at is not null as "emailVerified", p.status,
  p.created_at as "createdAt", coalesce(m.roles, '{}') as roles`;

/** Accounts of the installation, the newest first: their ids are made in the order of time. */
@Injectable()
export class SearchAccounts {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async run(
    ctx: SystemCtx,
    { tenantId, q = '', status, cursor, limit = 20 }: AccountQuery,
  ): Promise<{ items: readonly AccountRow[]; nextCursor: string | null }> {
    const typed = q.trim();
    const isSearched = typed !== '';
    const values = [
      tenantId,
      isSearched ? searchWords(typed) : null,
      isSearched ? normalizedEmail(typed) : null,
      status ?? null,
      cursor === undefined ? null : idOfCursor(cursor),
      limit + 1,
    ];
    const found = await this.#db.inSystemTx(ctx, (tx) => select(tx, values));
    return pageOf(found, limit, ({ id }) => [id]);
  }

  /** @throws AppError `person_not_found` */
  async one(
    ctx: SystemCtx,
    { tenantId, personId }: { tenantId: Id<'tenant'>; personId: Id<'user'> },
  ): Promise<AccountDetails> {
    const [account] = await this.#db.inSystemTx(ctx, (tx) =>
      tx.rows<AccountDetails>({
        text: `select ${columns},
                      (select max(s.last_seen_at) from identity.sessions s
                       where s.person_id = p.id) as "lastSeenAt"
               from identity.persons p
               left join identity.memberships m on m.person_id = p.id and m.tenant_id = $1
               where p.id = $2`,
        values: [tenantId, personId],
      }),
    );
    if (!account) throw new AppError('person_not_found');
    return account;
  }
}

function select(tx: SystemTx, values: readonly unknown[]): Promise<AccountRow[]> {
  return tx.rows<AccountRow>({
    text: `select ${columns}
           from identity.persons p
           left join identity.memberships m on m.person_id = p.id and m.tenant_id = $1
           where ($2::text is null or p.id in (select identity.find_persons($2, $3)))
             and ($4::text is null or p.status = $4)
             and ($5::uuid is null or p.id < $5)
           order by p.id desc limit $6`,
    values,
  });
}

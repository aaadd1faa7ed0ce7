import { Db, type Tx } from '@edumaster/database';
import {
  type Ctx,
  decodeCursor,
  foreignCursor,
  type Id,
  id,
  isId,
  pageOf,
} from '@edumaster/kernel';
import { timeSchema } from '@edumaster/kernel/schemas';
import { may } from '@edumaster/policy';
import { Injectable } from '@nestjs/common';
import { type AccountStatus, normalizedEmail } from '../domain/account.ts';
import { searchWords } from '../domain/search-words.ts';
import { readMemberAddresses } from '../policy.ts';
import { findMembers, type FoundMember, memberCards, searchMembers } from '../store/members.ts';

export interface MemberQuery {
  readonly q?: string | undefined;
  readonly role?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface ListedMember {
  readonly userId: Id<'user'>;
  readonly name: string;
  readonly email?: string;
  readonly roles: readonly string[];
  readonly accountStatus: AccountStatus;
  readonly joinedAt: Date;
}

/** Members of a tenant as those who run it see them. */
@Injectable()
export class ListMembers {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(
    ctx: Ctx,
    { q = '', role, cursor, limit = 20 }: MemberQuery,
  ): Promise<{ items: readonly ListedMember[]; nextCursor: string | null }> {
    const withAddress = may(ctx.actor, readMemberAddresses, undefined);
    const typed = q.trim();
    const search = {
      words: typed === '' ? undefined : searchWords(typed),
      address: withAddress && typed !== '' ? normalizedEmail(typed) : undefined,
      role,
      after: cursor === undefined ? undefined : positionIn(cursor),
      limit: limit + 1,
    };
    return this.#db.inPlatformTx(ctx, async (tx) => {
      const found = await searchMembers(tx, search);
      const page = pageOf(found, limit, ({ joinedAt, personId }) => [joinedAt, personId]);
      return { ...page, items: await withCards(tx, page.items, withAddress) };
    });
  }

  /** One of them; undefined when the person is no member. */
  one(ctx: Ctx, personId: Id<'user'>): Promise<ListedMember | undefined> {
    const withAddress = may(ctx.actor, readMemberAddresses, undefined);
    return this.#db.inPlatformTx(ctx, async (tx) => {
      const [item] = await withCards(tx, await findMembers(tx, [personId]), withAddress);
      return item;
    });
  }
}

async function withCards(
  tx: Tx,
  members: readonly FoundMember[],
  withAddress: boolean,
): Promise<readonly ListedMember[]> {
  const cards = await memberCards(tx, {
    ids: members.map(({ personId }) => personId),
    withAddress,
  });
  return members.flatMap(({ personId, roles, joinedAt }) => {
    const card = cards.find((candidate) => candidate.id === personId);
    if (!card) return [];
    const { name, email, status } = card;
    const shown = email === null ? {} : { email };
    const member = { userId: personId, name, ...shown, roles, accountStatus: status };
    return [{ ...member, joinedAt: new Date(joinedAt) }];
  });
}

function positionIn(cursor: string): { joinedAt: string; personId: Id<'user'> } {
  const [time, personId] = decodeCursor(cursor, 2);
  const joinedAt = timeSchema.safeParse(time);
  if (!joinedAt.success || !isId(String(personId))) throw foreignCursor();
  return { joinedAt: joinedAt.data, personId: id<'user'>(String(personId)) };
}

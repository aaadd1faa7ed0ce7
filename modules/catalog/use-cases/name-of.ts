import type { Ctx } from '@edumaster/kernel';
import type { Identity, PersonCard, UserId } from '@edumaster/identity';

/** The person's card; an account that is gone keeps its id and loses its name. */
export async function nameOf(identity: Identity, ctx: Ctx, id: UserId): Promise<PersonCard> {
  const [person] = await identity.people(ctx, { ids: [id] });
  return person ?? { id, name: '' };
}

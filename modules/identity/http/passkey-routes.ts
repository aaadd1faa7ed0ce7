import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  addPasskey,
  listPasskeys,
  preparePasskey,
  removePasskey,
  renamePasskey,
} from '../contracts/passkeys.ts';
import { ListPasskeys } from '../queries/list-passkeys.ts';
import type { Passkey } from '../store/passkeys.ts';
import { AddPasskey } from '../use-cases/add-passkey.ts';
import { ConfirmPerson } from '../use-cases/confirm-person.ts';
import { PreparePasskey } from '../use-cases/prepare-passkey.ts';
import { RemovePasskey } from '../use-cases/remove-passkey.ts';
import { RenamePasskey } from '../use-cases/rename-passkey.ts';
import { registrationOf } from './authenticator-answers.ts';
import { changerOf, signInOf } from './changer.ts';
import { PlatformHost } from './platform-host.ts';

/** A person's passkeys. They are made on the platform's host, which is the one they are good for. */
@Injectable()
export class PasskeyRoutes {
  readonly #host: PlatformHost;
  readonly #confirm: ConfirmPerson;
  readonly #list: ListPasskeys;
  readonly #prepare: PreparePasskey;
  readonly #add: AddPasskey;
  readonly #rename: RenamePasskey;
  readonly #remove: RemovePasskey;

  constructor(
    host: PlatformHost,
    confirm: ConfirmPerson,
    list: ListPasskeys,
    prepare: PreparePasskey,
    add: AddPasskey,
    rename: RenamePasskey,
    remove: RemovePasskey,
  ) {
    this.#host = host;
    this.#confirm = confirm;
    this.#list = list;
    this.#prepare = prepare;
    this.#add = add;
    this.#rename = rename;
    this.#remove = remove;
  }

  @Route(listPasskeys)
  async list({ ctx }: Call<typeof listPasskeys>): Promise<HandlerAnswer<typeof listPasskeys>> {
    const system = systemCtx('a person looks at their passkeys', ctx);
    const passkeys = await this.#list.run(system, changerOf(ctx).personId);
    return { items: passkeys.map(present), nextCursor: null };
  }

  @Route(preparePasskey)
  async prepare(call: Call<typeof preparePasskey>): Promise<HandlerAnswer<typeof preparePasskey>> {
    const { ctx, request, body } = call;
    await this.#host.require(request.host);
    await this.#confirm.run(ctx, { password: body.currentPassword });
    const registrant = { personId: changerOf(ctx).personId, signInId: signInOf(ctx) };
    const system = systemCtx('a person adds a passkey', ctx);
    return { ...(await this.#prepare.run(system, registrant)) };
  }

  @Route(addPasskey)
  async add({
    ctx,
    body,
    request,
  }: Call<typeof addPasskey>): Promise<HandlerAnswer<typeof addPasskey>> {
    await this.#host.require(request.host);
    const made = {
      name: body.name,
      credential: registrationOf(body.credential),
      signInId: signInOf(ctx),
    };
    const system = systemCtx('a person adds a passkey', ctx);
    return present(await this.#add.run(system, changerOf(ctx), made));
  }

  @Route(renamePasskey)
  async rename(call: Call<typeof renamePasskey>): Promise<HandlerAnswer<typeof renamePasskey>> {
    const { ctx, params, body } = call;
    const { personId } = changerOf(ctx);
    const key = { id: id<'passkey'>(params.id), personId };
    const system = systemCtx('a person renames a passkey', ctx);
    return present(await this.#rename.run(system, { ...key, name: body.name }));
  }

  @Route(removePasskey)
  async remove({ ctx, params, body }: Call<typeof removePasskey>): Promise<void> {
    await this.#confirm.run(ctx, { password: body.currentPassword });
    const system = systemCtx('a person removes a passkey', ctx);
    await this.#remove.run(system, changerOf(ctx), id<'passkey'>(params.id));
  }
}

function present({ id: passkeyId, name, isBackedUp, createdAt, lastUsedAt }: Passkey) {
  return {
    id: passkeyId,
    name,
    isBackedUp,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

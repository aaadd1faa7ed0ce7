import { type Call, type HandlerAnswer, Route } from '@edumaster/http';
import { type Ctx, id, systemCtx } from '@edumaster/kernel';
import { Injectable } from '@nestjs/common';
import {
  decideConsent,
  eraseMe,
  listConsents,
  listExports,
  readExport,
  requestExport,
} from '../contracts/privacy.ts';
import type { ConsentPurpose } from '../domain/consent.ts';
import { ListConsents } from '../queries/list-consents.ts';
import { ListExports } from '../queries/list-exports.ts';
import { ReadExportFile } from '../queries/read-export-file.ts';
import { actingUser } from '../use-cases/acting-user.ts';
import { DecideConsent } from '../use-cases/decide-consent.ts';
import { EraseOwnAccount } from '../use-cases/erase-own-account.ts';
import { RequestExport } from '../use-cases/request-export.ts';

/** What a person may ask of whoever keeps something of them. */
@Injectable()
export class PrivacyRoutes {
  readonly #requestExport: RequestExport;
  readonly #listExports: ListExports;
  readonly #readExportFile: ReadExportFile;
  readonly #eraseOwnAccount: EraseOwnAccount;
  readonly #listConsents: ListConsents;
  readonly #decideConsent: DecideConsent;

  constructor(
    requestingExport: RequestExport,
    listingExports: ListExports,
    readingExport: ReadExportFile,
    erasing: EraseOwnAccount,
    listingConsents: ListConsents,
    deciding: DecideConsent,
  ) {
    this.#requestExport = requestingExport;
    this.#listExports = listingExports;
    this.#readExportFile = readingExport;
    this.#eraseOwnAccount = erasing;
    this.#listConsents = listingConsents;
    this.#decideConsent = deciding;
  }

  @Route(requestExport)
  async requestExport({
    ctx,
  }: Call<typeof requestExport>): Promise<HandlerAnswer<typeof requestExport>> {
    return { id: await this.#requestExport.run(ctx, { personId: actingUser(ctx) }) };
  }

  @Route(listExports)
  async listExports({ ctx }: Call<typeof listExports>): Promise<HandlerAnswer<typeof listExports>> {
    const items = await this.#listExports.run(system(ctx), actingUser(ctx));
    return {
      items: items.map((one) => ({
        ...one,
        requestedAt: one.requestedAt.toISOString(),
        readyAt: one.readyAt?.toISOString() ?? null,
        expiresAt: one.expiresAt?.toISOString() ?? null,
      })),
    };
  }

  @Route(readExport)
  async readExport(call: Call<typeof readExport>): Promise<HandlerAnswer<typeof readExport>> {
    const { ctx, params, reply } = call;
    const content = await this.#readExportFile.run(system(ctx), {
      personId: actingUser(ctx),
      exportId: id<'export'>(params.id),
    });
    reply.header('content-disposition', 'attachment; filename="my-data.json"');
    return { gatheredAt: ctx.now.toISOString(), ...content };
  }

  @Route(eraseMe)
  async eraseMe({ ctx, body }: Call<typeof eraseMe>): Promise<void> {
    await this.#eraseOwnAccount.run(ctx, body);
  }

  @Route(listConsents)
  async listConsents({
    ctx,
  }: Call<typeof listConsents>): Promise<HandlerAnswer<typeof listConsents>> {
    return this.#consents(ctx);
  }

  @Route(decideConsent)
  async decideConsent(
    call: Call<typeof decideConsent>,
  ): Promise<HandlerAnswer<typeof decideConsent>> {
    const { ctx, params, body } = call;
    const purpose: ConsentPurpose = params.purpose;
    await this.#decideConsent.run(system(ctx), { personId: actingUser(ctx), purpose, ...body });
    return this.#consents(ctx);
  }

  async #consents(ctx: Ctx) {
    const items = await this.#listConsents.run(system(ctx), actingUser(ctx));
    return {
      items: items.map((item) => ({ ...item, decidedAt: item.decidedAt?.toISOString() ?? null })),
    };
  }
}

function system(ctx: Ctx) {
  return systemCtx('a person looks after their own data', ctx);
}

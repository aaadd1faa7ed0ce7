import { type SigningKeyFacts, SigningKeys } from '@edumaster/identity';
import { systemCtx } from '@edumaster/kernel';
import type { OpenInstallation } from '@edumaster/server';
import { Command } from 'commander';
import { withInstallation } from '../with-installation.ts';

export function keysCommand(): Command {
  return new Command('keys')
    .description('look after the keys that sign access tokens; every process follows at once')
    .addCommand(listCommand())
    .addCommand(rotateCommand())
    .addCommand(dropCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('show the published keys: the current one, the next, and those before')
    .action(() => withKeys(async (keys) => (await keys.list(ctx())).map(asLine)));
}

function rotateCommand(): Command {
  return new Command('rotate')
    .description('let the next key sign from now on; tokens of the one before it count on')
    .option('--now', 'also when the next key was published less than an hour ago')
    .addHelpText('after', '\nThe server does the same by itself when a key has signed for 90 days.')
    .action(({ now = false }: { now?: boolean }) =>
      withKeys(async (keys) => [asLine(await keys.rotate(ctx(), { now }))]),
    );
}

function dropCommand(): Command {
  return new Command('drop')
    .description('take a key that somebody else may know out of use: none of its tokens counts')
    .argument('<kid>', 'its id, see "keys list"')
    .addHelpText('after', '\nBrowsers stay signed in; programs have to refresh their tokens.')
    .action((kid: string) => withKeys(async (keys) => [asLine(await keys.drop(ctx(), { kid }))]));
}

async function withKeys(work: (keys: SigningKeys) => Promise<readonly string[]>): Promise<void> {
  await withInstallation(async ({ container }: OpenInstallation) => {
    for (const line of await work(container.get(SigningKeys, { strict: false }))) {
      process.stdout.write(`${line}\n`);
    }
  });
}

function asLine({ kid, state, createdAt, activatedAt, publishedUntil }: SigningKeyFacts): string {
  const when = {
    next: `published since ${createdAt.toISOString()}`,
    current: `signs since ${activatedAt?.toISOString()}`,
    retired: `published until ${publishedUntil?.toISOString()}`,
  };
  return `${state.padEnd(8)} ${kid}  ${when[state]}`;
}

function ctx() {
  return systemCtx('the command line looks after the signing keys');
}

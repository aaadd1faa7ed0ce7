import { systemCtx } from '@edumaster/kernel';
import { moveTenant } from '@edumaster/server';
import { Tenancy } from '@edumaster/tenancy';
import { Argument, Command, Option } from 'commander';
import { askSecret } from '../ask-password.ts';
import { CommandRefused } from '../command-refused.ts';
import { withInstallation } from '../with-installation.ts';

const kinds = ['academy', 'organization'] as const;

export function tenantCommand(): Command {
  return new Command('tenant')
    .description('academies and organizations: make them, set their tier, move them')
    .addCommand(listCommand())
    .addCommand(createCommand())
    .addCommand(tierCommand())
    .addCommand(databaseCommand());
}

function listCommand(): Command {
  return new Command('list')
    .description('every tenant with its tier and where its rows are')
    .option('--json', 'for programs')
    .action(list);
}

function createCommand(): Command {
  return new Command('create')
    .description('make a tenant; its owner is made by "edumaster user create … --academy"')
    .argument('<subdomain>')
    .requiredOption('--name <name>', 'the name that others see')
    .addOption(new Option('--kind <kind>').choices(kinds).default('academy'))
    .action(create);
}

function tierCommand(): Command {
  return new Command('tier')
    .description('change what a tenant may have')
    .argument('<subdomain>')
    .argument('<tier>', 'a row of tenancy.tiers: free, team, business, unlimited')
    .action(tier);
}

function databaseCommand(): Command {
  return new Command('database')
    .description('give a tenant a database of its own, or tell the new address of the one it has')
    .argument('<subdomain>')
    .addArgument(
      new Argument('[address]', 'postgres://user:password@host/database, or read from input'),
    )
    .addHelpText(
      'after',
      '\nThe database must be empty, and its user must own it and be allowed to create roles. It is\n' +
        'migrated with the platform’s from now on. The tenant answers 503 while it moves. A move that\n' +
        'was cut off is finished by giving the same command again.',
    )
    .action(database);
}

async function list({ json }: { json?: boolean }): Promise<void> {
  await withInstallation(async ({ container }) => {
    const ctx = systemCtx('the command line lists the tenants');
    const all = await container.get(Tenancy, { strict: false }).all(ctx);
    const lines = all.map(
      ({ subdomain, kind, tier, hasOwnDatabase, name }) =>
        `${(subdomain ?? '-').padEnd(24)} ${kind.padEnd(13)} ${tier.padEnd(10)} ` +
        `${hasOwnDatabase ? 'own database' : 'shared      '}  ${name}`,
    );
    process.stdout.write(json ? `${JSON.stringify(all, null, 2)}\n` : `${lines.join('\n')}\n`);
  });
}

async function create(
  subdomain: string,
  { name, kind }: { name: string; kind: (typeof kinds)[number] },
): Promise<void> {
  await withInstallation(async ({ container }) => {
    const ctx = systemCtx('the command line makes a tenant');
    const tenancy = container.get(Tenancy, { strict: false });
    const made = await tenancy.provision(ctx, { kind, name, subdomain });
    process.stdout.write(`${made.subdomain} is the ${made.kind} ${made.name}, ${made.id}.\n`);
  });
}

async function tier(subdomain: string, name: string): Promise<void> {
  await withInstallation(async ({ container }) => {
    const ctx = systemCtx('the command line changes a tier');
    const tenancy = container.get(Tenancy, { strict: false });
    const { id: tenantId } = await tenancy.named(ctx, { subdomain });
    await tenancy.changeTier(ctx, { tenantId, tier: name });
    process.stdout.write(`${subdomain} now has the tier ${name}.\n`);
  });
}

async function database(subdomain: string, given: string | undefined): Promise<void> {
  // Arguments stand in the list of processes and in the history of shells.
  const address = given ?? (await askSecret('Address: '));
  if (!address) throw new CommandRefused('No address was given.');
  await withInstallation(async (opened) => {
    const report = (step: string) => process.stderr.write(`${step}\n`);
    await moveTenant(opened, { subdomain, address, report });
    process.stdout.write(`${subdomain} has a database of its own.\n`);
  });
}

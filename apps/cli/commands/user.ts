import { Identity, roleNames } from '@edumaster/identity';
import { systemCtx } from '@edumaster/kernel';
import { marketplaceTenantId, Tenancy, type TenantId } from '@edumaster/tenancy';
import type { OpenInstallation } from '@edumaster/server';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { askPassword } from '../ask-password.ts';
import { CommandRefused } from '../command-refused.ts';
import { withInstallation } from '../with-installation.ts';

interface TenantOption {
  readonly academy?: string;
}

export function userCommand(): Command {
  return new Command('user')
    .description('create accounts and set their roles')
    .addCommand(createCommand())
    .addCommand(rolesCommand());
}

const academyOption = () =>
  new Option('--academy <subdomain>', 'act in this academy instead of the marketplace');

function createCommand(): Command {
  return new Command('create')
    .description('create an account; the password is asked for, or read from standard input')
    .argument('<email>')
    .requiredOption('--name <name>', 'the name that others see')
    .option('--roles <roles>', `of ${roleNames.join(', ')}; separated by commas`, parseRoles, [
      'student',
    ])
    .addOption(academyOption())
    .addHelpText('after', '\nAn e-mail that is taken keeps its password and gets these roles.')
    .action(create);
}

function rolesCommand(): Command {
  return new Command('roles')
    .description('replace the roles of an account')
    .argument('<email>')
    .addArgument(new Argument('<roles>', 'separated by commas').argParser(parseRoles))
    .addOption(academyOption())
    .addHelpText('after', `\nRoles: ${roleNames.join(', ')}.`)
    .action(setRoles);
}

async function create(
  email: string,
  options: TenantOption & { name: string; roles: readonly string[] },
): Promise<void> {
  const password = await askPassword();
  await withInstallation(async (opened) => {
    const { name, roles } = options;
    const person = await opened.container
      .get(Identity, { strict: false })
      .provision(systemCtx('the command line creates an account'), {
        tenantId: await tenantOf(opened, options),
        person: { email, password, name, roles },
      });
    process.stdout.write(`${email} is ${person.id} with the roles ${roles.join(', ')}.\n`);
  });
}

async function setRoles(
  email: string,
  roles: readonly string[],
  options: TenantOption,
): Promise<void> {
  await withInstallation(async (opened) => {
    const tenantId = await tenantOf(opened, options);
    await opened.container
      .get(Identity, { strict: false })
      .setRoles(systemCtx('the command line sets roles'), { tenantId, email, roles });
    process.stdout.write(`${email} now has the roles ${roles.join(', ')}.\n`);
  });
}

async function tenantOf(opened: OpenInstallation, { academy }: TenantOption): Promise<TenantId> {
  if (!academy) return marketplaceTenantId;
  const { hostname } = new URL(opened.installation.origin);
  const tenant = await opened.container
    .get(Tenancy, { strict: false })
    .resolve(`${academy}.${hostname}`);
  if (!tenant) throw new CommandRefused(`There is no academy called ${academy}.`);
  return tenant.id;
}

function parseRoles(value: string): readonly string[] {
  const roles = value.split(',').map((role) => role.trim());
  const known: readonly string[] = roleNames;
  const unknown = roles.filter((role) => !known.includes(role));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`Unknown: ${unknown.join(', ')}. Known: ${known.join(', ')}.`);
  }
  return roles;
}

import { routesOf } from '@edumaster/http/server';
import { listPermissions } from '@edumaster/policy';
import { modules } from '@edumaster/server';
import { describe, expect, test } from 'vitest';
import { isOpenToSupport, isPrivileged, isWriting } from './privileged-routes.ts';

const contracts = modules.flatMap(({ routes }) =>
  routes.flatMap((type) => routesOf(Object.create(type.prototype)).map(({ contract }) => contract)),
);

describe('what those who run a tenant do', () => {
  const privileged = contracts.filter((contract) => isPrivileged(contract) && isWriting(contract));

  test('is found', () => {
    expect(privileged.map(({ id }) => id)).toContain('changeMemberRoles');
  });

  test('is audited: each of their routes that writes says so', () => {
    expect(privileged.filter(({ audited }) => !audited).map(({ id }) => id)).toEqual([]);
  });
});

describe('who may teach', () => {
  /** Applications, papers, numbers and decisions, by the applicant and by those who review. */
  const about = /^\/api\/v1\/(instructors(\/:userId\/|$)|me\/(instructor-application|tax-details))/;
  const changes = contracts.filter((contract) => about.test(contract.path) && isWriting(contract));
  const looks = contracts.filter(({ permission }) =>
    ['tax-details.read', 'document.read'].includes(permission),
  );

  test('is found', () => {
    const ids = [...changes, ...looks].map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['applyAsInstructor', 'decideInstructor']));
    expect(ids).toEqual(expect.arrayContaining(['readTaxDetails', 'readInstructorDocument']));
  });

  test('is audited, every step and every look at papers and numbers', () => {
    const silent = [...changes, ...looks].filter(({ audited }) => !audited);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });
});

describe('support that acts as somebody', () => {
  /** The account, what opens it, who is who, and what is decided about people. */
  const sensitive = /^\/api\/v1\/(me|auth|admin|tenant|instructors|invitations\/acceptance)(\/|$)/;
  const open = contracts.filter((contract) => isWriting(contract) && isOpenToSupport(contract));

  test('writes nothing of the account, of roles, of other people or of the tenant', () => {
    expect(open.filter(({ path }) => sensitive.test(path)).map(({ id }) => id)).toEqual([]);
  });

  test('writes nothing that is audited', () => {
    expect(open.filter(({ audited }) => audited).map(({ id }) => id)).toEqual([]);
  });

  test('does not read what opens the account, or a copy of all of it', () => {
    const secret =
      /^\/api\/v1\/me\/(sessions|passkeys|one-time-codes|recovery-codes|export|privacy)/;
    const read = contracts.filter((contract) => secret.test(contract.path));
    expect(read.filter(isOpenToSupport).map(({ id }) => id)).toEqual([]);
  });
});

const roles = [
  'anyone',
  'signed-in',
  'student',
  'instructor',
  'moderator',
  'admin',
  'member',
  'staff',
  'owner',
  'system',
];

function rolesOf(permission: ReturnType<typeof listPermissions>[number]): string {
  const granted = roles.filter((role) => permission.grants.some((grant) => grant.role === role));
  return granted
    .map((role) => {
      const grants = permission.grants.filter((grant) => grant.role === role);
      return grants.every(({ only }) => only) ? `${role} (own)` : role;
    })
    .join(', ');
}

function routesWith(name: string): string {
  return contracts
    .filter(({ permission }) => permission === name)
    .sort((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
    .map((contract) => `\`${contract.method} ${contract.path}\`${marksOf(contract)}`)
    .join('<br>');
}

function marksOf(contract: (typeof contracts)[number]): string {
  const marks = [
    ...(contract.audited ? ['audited'] : []),
    ...(isWriting(contract) && isOpenToSupport(contract) ? ['open to support'] : []),
    ...(!isWriting(contract) && !isOpenToSupport(contract) ? ['closed to support'] : []),
  ];
  return marks.length > 0 ? ` (${marks.join(', ')})` : '';
}

const page = `# Permissions

Generated from the modules' \`policy.ts\` and route contracts; \`npm test -- architecture -u\` writes it
anew. Whoever has none of the roles is denied. _own_: only for what is theirs, see the policy.
_audited_: leaves an entry in the audit log. While support acts as somebody, it reads what they read
and writes nothing, but where it says _open to support_.

The roles student, instructor, moderator and admin are of the marketplace; member, staff and owner of
an academy or organization. Each counts in its own tenant only.

| permission | roles | routes |
| --- | --- | --- |
${listPermissions()
  .map((permission) => {
    const { name } = permission;
    return `| \`${name}\` | ${rolesOf(permission)} | ${routesWith(name)} |`;
  })
  .join('\n')}
`;

test('docs/permissions.md lists every permission with its roles and routes', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/permissions.md');
});

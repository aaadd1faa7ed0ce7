import { Badge } from '@edumaster/ui/badge';
import { useTranslations } from 'next-intl';
import { isRoleName } from './role-name.ts';

const strong: ReadonlySet<string> = new Set(['admin', 'owner', 'moderator', 'staff']);

export function RoleBadges({ roles }: { roles: readonly string[] }) {
  const t = useTranslations('manage.roles');
  return (
    <span className="flex flex-wrap gap-1.5">
      {roles.map((role) => (
        <Badge key={role} tone={strong.has(role) ? 'brand' : 'neutral'}>
          {isRoleName(role) ? t(role) : role}
        </Badge>
      ))}
    </span>
  );
}

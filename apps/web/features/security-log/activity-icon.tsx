import {
  Eye,
  GraduationCap,
  History,
  KeyRound,
  LifeBuoy,
  Link2,
  type LucideIcon,
  Mail,
  MonitorSmartphone,
  Phone,
  ShieldAlert,
  ShieldCheck,
  UsersRound,
} from 'lucide-react';

/** By the beginning of an action; the first that fits counts. */
const icons: readonly (readonly [string, LucideIcon])[] = [
  ['account.password', KeyRound],
  ['account.email', Mail],
  ['account.phone', Phone],
  ['account.device', MonitorSmartphone],
  ['account.signed_out', MonitorSmartphone],
  ['account.status', ShieldAlert],
  ['account.taken_over', ShieldAlert],
  ['passkey.copy_refused', ShieldAlert],
  ['passkey', KeyRound],
  ['one_time_codes', ShieldCheck],
  ['recovery_code', ShieldCheck],
  ['foreign_sign_in', Link2],
  ['member', UsersRound],
  ['invitation', UsersRound],
  ['instructor', GraduationCap],
  ['document', Eye],
  ['tax_details', Eye],
  ['impersonation', LifeBuoy],
];

export function ActivityIcon({ action }: { readonly action: string }) {
  const [, Icon = History] = icons.find(([start]) => action.startsWith(start)) ?? [];
  return (
    <span className="grid size-10 shrink-0 place-items-center rounded-full bg-sunken text-ink-soft">
      <Icon aria-hidden="true" className="size-5" />
    </span>
  );
}

import { redirect } from 'next/navigation';
import { currentPerson } from '#web/api/server-api.ts';
import { ManageGate } from '#web/features/manage/manage-gate.tsx';
import { sectionsFor } from '#web/features/manage/manage-sections.ts';

export default async function ManagePage() {
  const [first] = sectionsFor(await currentPerson());
  if (first) redirect(first.href);
  return <ManageGate section="/manage">{async () => null}</ManageGate>;
}

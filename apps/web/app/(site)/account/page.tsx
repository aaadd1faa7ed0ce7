import { redirect } from 'next/navigation';

export default function AccountStart() {
  redirect('/account/profile');
}

import { NotFoundPage } from '#web/features/shell/not-found-page.tsx';
import SiteLayout from './(site)/layout.tsx';

export default function NotFound() {
  return (
    <SiteLayout>
      <NotFoundPage />
    </SiteLayout>
  );
}

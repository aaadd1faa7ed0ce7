import { NotFoundPage } from '#web/features/shell/not-found-page.tsx';

export default function NotFound() {
  return <NotFoundPage />;
}

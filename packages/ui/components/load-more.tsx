import { Button } from './button.tsx';

export interface LoadMoreProps {
  readonly onLoadMore: () => void;
  readonly busy: boolean;
  readonly label: string;
  readonly busyLabel: string;
  /** Shown instead of the label's neighbour when the last try failed. */
  readonly error?: string | undefined;
}

/** Next page of a list by cursor. */
export function LoadMore({ onLoadMore, busy, label, busyLabel, error }: LoadMoreProps) {
  return (
    <div className="mt-10 flex flex-col items-center gap-3">
      <p role="status" className="text-sm text-danger-ink empty:hidden">
        {error}
      </p>
      <Button variant="secondary" size="lg" busy={busy} onClick={onLoadMore}>
        {busy ? busyLabel : label}
      </Button>
    </div>
  );
}

/** First thing on a page: lets the keyboard jump over the navigation. */
export function SkipLink({ label, target = 'content' }: { label: string; target?: string }) {
  return (
    <a
      href={`#${target}`}
      className="sr-only rounded-control bg-brand px-4 py-3 font-semibold text-on-brand focus:not-sr-only focus:fixed focus:start-4 focus:top-4 focus:z-[60]"
    >
      {label}
    </a>
  );
}

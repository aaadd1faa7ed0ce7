import type { ReactNode } from 'react';

export interface StageMessageProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text?: string | undefined;
  readonly action?: ReactNode;
  readonly role?: 'status' | 'alert';
}

/** Where the picture would be, in its size, so that nothing jumps when it comes. */
export function StageMessage({ icon, title, text, action, role = 'status' }: StageMessageProps) {
  return (
    <div className="grid aspect-video max-h-[80dvh] min-h-64 w-full place-items-center bg-stage p-6 text-on-stage">
      <div role={role} className="max-w-md text-center">
        <span className="mx-auto mb-4 grid size-14 place-items-center rounded-full bg-white/10 [&_svg]:size-6">
          {icon}
        </span>
        <p className="font-display text-heading font-semibold">{title}</p>
        {text && <p className="mt-2 text-on-stage/85">{text}</p>}
        {action && <div className="mt-6 flex justify-center gap-3">{action}</div>}
      </div>
    </div>
  );
}

import type { ReactNode } from 'react';

export function CourseGrid({ children }: { children: ReactNode }) {
  return (
    <ul className="grid grid-cols-1 gap-5 min-[30rem]:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4 xl:gap-6">
      {children}
    </ul>
  );
}
